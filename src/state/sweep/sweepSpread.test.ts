import { expect, it } from 'vitest'
import { sweepSpreads } from './sweepSpread'
import type { SweepPoint } from './types'

const point = (rate: number, seed: number, trainLoss: number | null): SweepPoint => ({
  ...{ optimizer: 'sgd', rate, seed, trainLoss, testLoss: trainLoss, backend: 'wasm' },
  testAccuracy: trainLoss === null ? null : 1 - trainLoss,
  divergedAt: trainLoss === null ? 10 + seed : null,
})

const spreads = (...points: SweepPoint[]) => sweepSpreads(points, ['alig', 'sgd'])

it('has median, smallest and largest at each rate, in the order of the rates', () => {
  const found = spreads(
    point(1, 1, 0.5),
    point(0.1, 1, 0.2),
    point(0.1, 2, 0.1),
    point(0.1, 3, 0.4),
  )
  expect(found.map(({ rate, tried }) => [rate, tried])).toEqual([
    [0.1, 3],
    [1, 1],
  ])
  expect(found[0]!.trainLoss).toEqual({ median: 0.2, low: 0.1, high: 0.4 })
  expect(found[0]!.testAccuracy).toEqual({ median: 0.8, low: 0.6, high: 0.9 })
  expect(found[1]!.trainLoss).toEqual({ median: 0.5, low: 0.5, high: 0.5 })
})

it('counts what diverged as worse than any number', () => {
  const [one] = spreads(point(1, 1, 0.1), point(1, 2, null), point(1, 3, 0.3))
  expect(one).toMatchObject({
    trainLoss: { median: 0.3, low: 0.1, high: 0.3 },
    testAccuracy: { median: 0.7, low: 0.7, high: 0.9 },
    divergedAt: [12],
  })
  const [most] = spreads(point(1, 1, 0.1), point(1, 2, null), point(1, 3, null))
  expect(most).toMatchObject({ trainLoss: null, testAccuracy: null, divergedAt: [12, 13] })
  const [half] = spreads(point(1, 1, 0.1), point(1, 2, null))
  expect(half).toMatchObject({ trainLoss: null, testAccuracy: null, tried: 2 })
})
