/** ALI-G on least squares proper, a linear model under squared errors: answers known in closed form. */
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { activate } from '../testing/backends.node'
import { makeBatch, startTraining } from '../testing/trainingHarness'

const INPUT = { height: 1, width: 3, channels: 1 }
const CLASSES = 2
const START = [0.3, -0.7, 1.1, 0.4, -0.2, 0.9, 0.05, -0.6]

/** Metrics of ALI-G without a clip, on the same full batch at each step. */
async function train(images: readonly number[], labels: readonly number[], steps: number) {
  const training = startTraining(
    {
      ...{ model: 'softmax', loss: 'squared', optimizer: 'alig', input: INPUT, classes: CLASSES },
      hyper: { maxLr: null, eps: 1e-12 },
    },
    START,
  )
  const batch = makeBatch(images, labels, INPUT)
  for (let step = 0; step < steps; step++) training.step(batch)
  const rows = await training.metrics()
  training.dispose()
  tf.dispose([batch.images, batch.labels])
  return rows
}

describe.each(['cpu', 'wasm'] as const)('ALI-G on least squares, %s', (backend) => {
  beforeAll(() => activate(backend))

  it('on one example steps by 1 / (2 |x|^2), which halves the residual', async () => {
    // The bias is an input of 1: |x|^2 = 1 + 4 + 0.25 + 1.
    const rows = await train([1, -2, 0.5], [1], 6)
    rows.forEach(({ loss, stepSize }, step) => {
      expect(stepSize).toBeCloseTo(1 / 12.5, 5)
      expect((loss / rows[0]!.loss) * 4 ** step).toBeCloseTo(1, 3)
    })
  })

  it('keeps its step between the curvatures while the loss falls by four decades', async () => {
    // With their biases the two examples are orthogonal, of squared norm 4 and 2: the curvatures of
    // the mean over both are 2 and 1, so that steps lie between 1 / 4 and 1 / 2.
    const rows = await train([1, 1, 1, -1, 0, 0], [0, 1], 12)
    for (const { stepSize } of rows) {
      expect(stepSize).toBeGreaterThan(0.2499)
      expect(stepSize).toBeLessThan(0.5001)
    }
    expect(rows.at(-1)!.loss / rows[0]!.loss).toBeLessThan(1e-4)
  })
})
