/**
 * The conclusions of docs/claims/spirals.md in short: one seed, fewer epochs. The whole tables come
 * from scripts/claims/spirals.mjs.
 */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { trainSpirals, type SpiralsResult } from '../testing/trainSpirals'

const RUNS = {
  small: { optimizer: 'alig', hyper: { maxLr: 0.01 } },
  smallSgd: { optimizer: 'sgd', hyper: { lr: 0.01 } },
  one: { optimizer: 'alig', hyper: { maxLr: 1 } },
  ten: { optimizer: 'alig', hyper: { maxLr: 10 } },
  hundred: { optimizer: 'alig', hyper: { maxLr: 100 } },
  tenSgd: { optimizer: 'sgd', hyper: { lr: 10 } },
  tenAdam: { optimizer: 'adam', hyper: { lr: 10 } },
} as const

describe('on clean spirals, which the network can interpolate', () => {
  let results: Record<keyof typeof RUNS, SpiralsResult>
  beforeAll(async () => {
    await tf.setBackend('cpu')
    const setup = { width: 24, noise: 0, seed: 1, epochs: 60, runs: Object.values(RUNS) }
    const list = await trainSpirals(setup)
    results = Object.fromEntries(
      Object.keys(RUNS).map((key, i) => [key, list[i]]),
    ) as typeof results
  }, 120_000)

  it('ALI-G learns all points with maxLr from 1 to 100', () => {
    for (const run of ['one', 'ten', 'hundred'] as const) {
      expect(results[run].accuracy, run).toBeGreaterThan(0.98)
      expect(results[run].testAccuracy, run).toBeGreaterThan(0.95)
    }
  })

  it('SGD and Adam do not at a rate of 10', () => {
    for (const run of ['tenSgd', 'tenAdam'] as const)
      expect(results[run].accuracy, run).toBeLessThan(0.6)
  })

  it('a small maxLr is slow SGD', () => {
    expect(results.small.loss).toBeCloseTo(results.smallSgd.loss, 3)
    expect(results.small.accuracy).toBeLessThan(0.9)
  })
})

it('adjusted momentum bears a maxLr of 1 where the spirals are easy, and 10 nowhere', async () => {
  await tf.setBackend('cpu')
  const at = (maxLr: number, momentumMode: string) => ({
    optimizer: 'alig',
    hyper: { maxLr, momentum: 0.9, momentumMode },
  })
  const runs = [at(1, 'adjusted'), at(10, 'adjusted'), at(1, 'standard')]
  const setup = { width: 24, noise: 0, seed: 1, epochs: 60, runs }
  const learnt = async (data: { turn: number; spread: number }) =>
    (await trainSpirals({ ...setup, data })).map(({ accuracy }) => accuracy > 0.98)
  expect(await learnt({ turn: 3, spread: 0.03 })).toEqual([true, false, true])
  expect(await learnt({ turn: 5, spread: 0.05 })).toEqual([false, false, true])
}, 120_000)

it('with a fifth of the labels wrong, momentum and a large maxLr break it', async () => {
  await tf.setBackend('cpu')
  const at = (maxLr: number, momentum: number) => ({
    optimizer: 'alig',
    hyper: { maxLr, momentum },
  })
  const runs = [at(1, 0), at(10, 0.9)]
  const results = await trainSpirals({ width: 8, noise: 0.2, seed: 1, epochs: 60, runs })
  expect(results[0]!.testAccuracy).toBeGreaterThan(0.8)
  expect(results[1]!.testAccuracy).toBeLessThan(0.7)
  // No run gets below the floor that the wrong labels make.
  for (const { loss } of results) expect(loss).toBeGreaterThan(0.3)
}, 120_000)
