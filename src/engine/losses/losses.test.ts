import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { LOSSES } from '../../spec/loss'
import '../run/gradients'
import { activate } from '../testing/backends.node'
import { crossEntropy } from './crossEntropy'
import { correctCount, exampleDetails } from './lossFunction'
import { lossOf } from './registry'
import { squared } from './squared'

const read = async (tensor: Tensor) => Array.from(await tensor.data())

const Z = [
  [0.5, -1, 2],
  [3, 0.25, -0.5],
]
const LABELS = [2, 1]

describe.each(['cpu', 'wasm'] as const)('losses on %s', (backend) => {
  beforeAll(() => activate(backend))

  it.each(LOSSES)('%s: sum and mean are those of its examples, and never negative', async (id) => {
    const loss = lossOf(id)
    const logits = tf.tensor2d(Z)
    const labels = tf.tensor1d(LABELS, 'int32')
    const each = await read(loss.perExample(logits, labels))
    expect(each).toHaveLength(2)
    for (const one of each) expect(one).toBeGreaterThanOrEqual(0)
    const total = each[0]! + each[1]!
    expect(total).toBeGreaterThan(1)
    expect((await read(loss.sum(logits, labels)))[0]).toBeCloseTo(total, 5)
    expect((await read(loss.mean(logits, labels)))[0]).toBeCloseTo(total / 2, 5)
  })

  it('cross-entropy is ln K at equal logits', async () => {
    const logits = tf.zeros<tf.Rank.R2>([3, 4])
    const labels = tf.tensor1d([0, 3, 1], 'int32')
    expect((await read(crossEntropy.mean(logits, labels)))[0]).toBeCloseTo(Math.log(4), 6)
    expect((await read(crossEntropy.sum(logits, labels)))[0]).toBeCloseTo(3 * Math.log(4), 5)
  })

  it('cross-entropy does not overflow at logits of any size', async () => {
    const logits = tf.tensor2d([
      [1e4, 0, -1e4],
      [-1e30, 1e30, 0],
    ])
    const right = await read(crossEntropy.mean(logits, tf.tensor1d([0, 1], 'int32')))
    expect(right[0]).toBe(0)
    const wrong = await read(crossEntropy.mean(logits, tf.tensor1d([1, 1], 'int32')))
    expect(wrong[0]).toBeCloseTo(5000, 2)
  })

  it('the squared error is half the squared distance to the one-hot label', async () => {
    // (0.25 + 1 + 1) / 2 and (9 + 0.5625 + 0.25) / 2
    const each = await read(squared.perExample(tf.tensor2d(Z), tf.tensor1d(LABELS, 'int32')))
    expect(each).toEqual([1.125, 4.90625])
  })

  it('the squared error is 0 where every output is at its target', async () => {
    const fitted = tf.tensor2d([
      [0, 0, 1],
      [0, 1, 0],
    ])
    const labels = tf.tensor1d(LABELS, 'int32')
    const slope = tf.grad((x: Tensor) => squared.mean(x as Tensor2D, labels))(fitted)
    expect(await read(squared.mean(fitted, labels))).toEqual([0])
    expect((await read(slope)).every((value) => Math.abs(value) === 0)).toBe(true)
  })

  it.each([
    ['crossEntropy', '(p - y) / B', (z: readonly number[]) => softmax(z)],
    ['squared', '(z - y) / B', (z: readonly number[]) => z],
  ] as const)('%s has the gradient %s, scaled by what comes from above', async (id, _, output) => {
    const labels = tf.tensor1d(LABELS, 'int32')
    const loss = lossOf(id)
    const gradient = tf.grad((x: Tensor) => tf.mul(loss.mean(x as Tensor2D, labels), 3))(
      tf.tensor2d(Z),
    )
    const expected = Z.flatMap((z, row) =>
      output(z).map((value, k) => (3 * (value - Number(k === LABELS[row]))) / 2),
    )
    const actual = await read(gradient)
    actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6))
  })

  it('scores are probabilities with cross-entropy, also of large logits', async () => {
    const logits = tf.tensor2d([
      [0, Math.log(3)],
      [1000, 998],
    ])
    const [a, b, c] = await read(crossEntropy.scores(logits))
    expect(a).toBeCloseTo(0.25, 6)
    expect(b).toBeCloseTo(0.75, 6)
    // 1 / (1 + e^-2)
    expect(c).toBeCloseTo(0.880797, 5)
  })

  it('scores are the outputs with squared errors', async () => {
    expect(await read(squared.scores(tf.tensor2d(Z)))).toEqual(Z.flat())
  })

  it('shows of each example its loss, the class with the largest logit, and the score of it', async () => {
    const details = exampleDetails(squared, tf.tensor2d(Z), tf.tensor1d(LABELS, 'int32'))
    expect(details.shape).toEqual([2, 3])
    expect(await read(details)).toEqual([1.125, 2, 2, 4.90625, 0, 3])
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

function softmax(z: readonly number[]): number[] {
  const total = z.reduce((sum, value) => sum + Math.exp(value), 0)
  return z.map((value) => Math.exp(value) / total)
}
