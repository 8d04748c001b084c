import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { activate } from '../../engine/testing/backends.node'
import type { OptionValues } from '../../spec/hyperparameter'
import { followRule, followStock, someGradients } from '../testing/follow'
import { adamSpec } from './spec'

const start = [1, -2, 0.5, 3]
const follow = (hyper: OptionValues, gradients: readonly (readonly number[])[]) =>
  followRule({ spec: adamSpec, hyper, start, gradients })

/** Adam in float64, with the powers of beta taken as powers. */
function adam64(gradients: readonly (readonly number[])[], lr: number, decay = 0): number[] {
  return start.map((w0, i) => {
    let [w, m, v] = [w0, 0, 0]
    gradients.forEach((gradient, t) => {
      const g = gradient[i]!
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      const scale = Math.sqrt(v / (1 - 0.999 ** (t + 1))) + 1e-8
      w = w * (1 - lr * decay) - (lr * m) / (1 - 0.9 ** (t + 1)) / scale
    })
    return w
  })
}

describe('Adam', () => {
  beforeAll(() => activate('cpu'))

  it('moves every weight by lr at its first step, whatever the gradient', async () => {
    // m / c1 = g and v / c2 = g^2, so that the move is lr g / (|g| + eps).
    const { weights } = await follow({ lr: 0.25 }, [[1e-4, -3, 500, 1]])
    const expected = [0.75, -1.75, 0.25, 2.75]
    expect(weights[0]).toEqual(expected.map((w) => expect.closeTo(w, 4)))
  })

  it.each([1, 2, 5, 50, 1000, 5000])(
    'is within float32 of float64 after %i steps',
    async (steps) => {
      const gradients = someGradients(steps)
      const { weights } = await follow({ lr: 0.01 }, gradients)
      const expected = adam64(gradients, 0.01)
      const moved = Math.max(...expected.map((w, i) => Math.abs(w - start[i]!)))
      const errors = expected.map((w, i) => Math.abs(weights.at(-1)![i]! - w))
      // 3e-6 per thousand steps is the rounding of the sums themselves.
      expect(Math.max(...errors) / moved).toBeLessThan(1e-5 + 1e-8 * steps)
    },
  )

  it('shrinks the weights directly when decay is decoupled', async () => {
    const gradients = someGradients(40)
    const hyper = { lr: 0.01, weightDecay: 0.5, decay: 'decoupled' }
    const { weights } = await follow(hyper, gradients)
    const expected = adam64(gradients, 0.01, 0.5)
    expect(weights.at(-1)).toEqual(expected.map((w) => expect.closeTo(w, 5)))
  })

  it('agrees with tfjs', async () => {
    const gradients = someGradients(30)
    const stock = await followStock(tf.train.adam(0.01, 0.9, 0.999, 1e-8), start, gradients)
    const { weights } = await follow({ lr: 0.01 }, gradients)
    weights.forEach((row, t) => row.forEach((w, i) => expect(w).toBeCloseTo(stock[t]![i]!, 4)))
  })
})
