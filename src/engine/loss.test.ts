import * as tf from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import './gradients'
import { correctCount, crossEntropySum, meanCrossEntropy } from './loss'
import { activate } from './testing/backends.node'

const read = async (tensor: Tensor) => Array.from(await tensor.data())

describe.each(['cpu', 'wasm'] as const)('loss on %s', (backend) => {
  beforeAll(() => activate(backend))

  it('is ln K at equal logits', async () => {
    const logits = tf.zeros<tf.Rank.R2>([3, 4])
    const labels = tf.tensor1d([0, 3, 1], 'int32')
    expect((await read(meanCrossEntropy(logits, labels)))[0]).toBeCloseTo(Math.log(4), 6)
    expect((await read(crossEntropySum(logits, labels)))[0]).toBeCloseTo(3 * Math.log(4), 5)
  })

  it('does not overflow at logits of any size', async () => {
    const logits = tf.tensor2d([
      [1e4, 0, -1e4],
      [-1e30, 1e30, 0],
    ])
    const right = await read(meanCrossEntropy(logits, tf.tensor1d([0, 1], 'int32')))
    expect(right[0]).toBe(0)
    const wrong = await read(meanCrossEntropy(logits, tf.tensor1d([1, 1], 'int32')))
    expect(wrong[0]).toBeCloseTo(5000, 2)
  })

  it('has the gradient (p - y) / B, scaled by what comes from above', async () => {
    const z = [0.5, -1, 2]
    const total = z.reduce((sum, value) => sum + Math.exp(value), 0)
    const expected = z.map((value, k) => (3 * (Math.exp(value) / total - Number(k === 2))) / 2)
    const labels = tf.tensor1d([2, 2], 'int32')
    const gradient = tf.grad((x: Tensor) => tf.mul(meanCrossEntropy(x as tf.Tensor2D, labels), 3))(
      tf.tensor2d([z, z]),
    )
    const actual = await read(gradient)
    actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i % 3]!, 6))
  })

  it('counts the rows whose largest logit is at the label', async () => {
    const logits = tf.tensor2d([
      [1, 2, 0],
      [5, 2, 0],
      [0, 0, 0],
    ])
    expect(await read(correctCount(logits, tf.tensor1d([1, 1, 0], 'int32')))).toEqual([2])
  })
})
