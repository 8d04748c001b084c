/**
 * ALI-G on one example of a linear model under the hinge loss is the passive-aggressive algorithm
 * (Crammer et al. 2006): the shortest move that makes the loss 0, at most of the length C (PA-I).
 */
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { activate } from '../testing/backends.node'
import { makeBatch, startTraining } from '../testing/trainingHarness'

const INPUT = { height: 1, width: 3, channels: 1 }
/** With the bias as an input of 1, |x|^2 = 1 + 4 + 2.25 + 1 = 8.25, and |g|^2 twice that. */
const IMAGE = [1, -2, 1.5]
const NORM_SQ = 2 * 8.25

/** Steps of ALI-G with eps = 0 on one example; w is [pixels, classes], then the biases. */
async function train(start: readonly number[], label: number, maxLr: number | null, steps = 1) {
  const classes = start.length / 4
  const training = startTraining(
    {
      ...{ model: 'softmax', loss: 'hinge', optimizer: 'alig', input: INPUT, classes },
      hyper: { maxLr, eps: 0 },
    },
    start,
  )
  const batch = makeBatch(IMAGE, [label], INPUT)
  for (let step = 0; step < steps; step++) training.step(batch)
  const weights = await training.weights()
  // What comes after: with an eps, so that a gradient of 0 is not divided by 0.
  training.edit({ eps: 1e-5 })
  training.step(batch)
  training.step(batch)
  const rows = await training.metrics()
  const still = await training.weights()
  training.dispose()
  tf.dispose([batch.images, batch.labels])
  return { rows, weights, after: rows.slice(steps), still }
}

const logits = (w: readonly number[]) => {
  const classes = w.length / 4
  return Array.from({ length: classes }, (_, k) =>
    [...IMAGE, 1].reduce((sum, x, i) => sum + x * w[i * classes + k]!, 0),
  )
}

const distance = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((value, i) => value - b[i]!))

const TWO = [0.5, -0.25, 1, 0.75, -0.5, 0.25, 0, 1]
const THREE = [0.3, -0.7, 1.1, 0.4, -0.2, 0.9, 0.05, -0.6, 0.2, 0.1, -0.1, 0]

describe.each(['cpu', 'wasm'] as const)('ALI-G and passive-aggressive steps, %s', (backend) => {
  beforeAll(() => activate(backend))

  it('steps by loss / |g|^2, the passive-aggressive step', async () => {
    const [first, second] = logits(TWO)
    const { rows, weights } = await train(TWO, 0, null)
    const loss = 1 + second! - first!
    expect(loss).toBeGreaterThan(0)
    expect(rows[0]!.loss).toBeCloseTo(loss, 6)
    expect(rows[0]!.gradNormSq).toBeCloseTo(NORM_SQ, 5)
    expect(rows[0]!.stepSize).toBeCloseTo(loss / NORM_SQ, 6)
    // w_label moves by tau x and the other one by -tau x, with tau = loss / (2 |x|^2).
    const tau = loss / NORM_SQ
    weights.forEach((weight, i) => {
      const x = [...IMAGE, 1][i >> 1]!
      expect(weight).toBeCloseTo(TWO[i]! + (i % 2 === 0 ? tau : -tau) * x, 6)
    })
  })

  it('has a loss of exactly 0 after one step without a limit, and then stays', async () => {
    // Numbers that float32 has exactly: the loss is 8.25, the step 1 / 2.
    const start = [0, 1, 0, -2, 0, 1.5, 0, 0]
    const { rows, weights, after, still } = await train(start, 0, null)
    expect(rows[0]).toMatchObject({ loss: 8.25, gradNormSq: NORM_SQ, stepSize: 0.5 })
    for (const row of after) expect(row).toMatchObject({ loss: 0, gradNormSq: 0, stepSize: 0 })
    expect(still).toEqual(weights)
  })

  it('is the shortest move that brings the loss to 0', async () => {
    const { rows, weights } = await train(TWO, 0, null)
    const [first, second] = logits(weights)
    expect(first! - second!).toBeCloseTo(1, 5)
    // The distance of the plane on which the label leads by 1.
    expect(distance(weights, TWO)).toBeCloseTo(rows[0]!.loss / Math.sqrt(NORM_SQ), 5)
  })

  it('with a limit C is PA-I: the step is the smaller of C and loss / |g|^2', async () => {
    const { rows, after } = await train(TWO, 0, 0.05)
    expect(rows[0]!.loss / NORM_SQ).toBeGreaterThan(0.05)
    expect(rows[0]!.stepSize).toBeCloseTo(0.05, 7)
    expect(after[0]!.loss).toBeCloseTo(rows[0]!.loss - 0.05 * NORM_SQ, 5)
    expect((await train(TWO, 0, 5)).rows[0]!.stepSize).toBeCloseTo(rows[0]!.loss / NORM_SQ, 6)
  })

  it('of three classes satisfies the one that led most, and then the next', async () => {
    const label = 1
    const before = logits(THREE)
    const rival = before[0]! > before[2]! ? 0 : 2
    const { rows, weights, after } = await train(THREE, label, null)
    expect(rows[0]!.loss).toBeCloseTo(1 + before[rival]! - before[label]!, 5)
    const now = logits(weights)
    expect(now[label]! - now[rival]!).toBeCloseTo(1, 5)
    // The third class has not moved; what it still asks is the loss of the next step.
    const third = 2 - rival
    expect(now[third]).toBeCloseTo(before[third]!, 6)
    expect(after[0]!.loss).toBeCloseTo(Math.max(0, 1 + now[third]! - now[label]!), 5)
  })
})
