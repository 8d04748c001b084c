import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createStream } from '../../random/stream'
import '../run/gradients'
import { activate } from '../testing/backends.node'
import { lossTwins } from '../testing/lossTwin'
import { hinge } from './hinge'

const read = async (tensor: Tensor) => Array.from(await tensor.data())

const lossesOf = (rows: number[][], labels: number[]) =>
  read(hinge.perExample(tf.tensor2d(rows), tf.tensor1d(labels, 'int32')))

const slopesOf = (rows: number[][], labels: number[]) => {
  const classes = tf.tensor1d(labels, 'int32')
  return read(tf.grad((x: Tensor) => hinge.mean(x as Tensor2D, classes))(tf.tensor2d(rows)))
}

describe.each(['cpu', 'wasm'] as const)('the hinge loss on %s', (backend) => {
  beforeAll(() => activate(backend))

  it('is by how much the label falls short of leading all others by 1', async () => {
    const rows = [
      [0.5, -1, 2],
      [3, 0.25, -0.5],
      [0.5, 0.25, -4],
      [0, 0, 0],
    ]
    expect(await lossesOf(rows, [2, 1, 0, 2])).toEqual([0, 3.75, 0.75, 1])
  })

  it('keeps its digits next to large logits', async () => {
    expect(await lossesOf([[1e6 + 0.25, 1e6, -1e6]], [1])).toEqual([1.25])
    expect(await lossesOf([[1e8, -1e8, 0]], [1])).toEqual([2e8])
  })

  it('moves the wrong class that leads most and the label, divided by the batch', async () => {
    const rows = [
      [0.5, 2, 1],
      [3, 0, 0],
    ]
    expect(await slopesOf(rows, [0, 0])).toEqual([-0.5, 0.5, 0, 0, 0, 0])
  })

  it('of wrong classes that are equal moves the first', async () => {
    expect(await slopesOf([[1, 2, 0, 2]], [2])).toEqual([0, 1, -1, 0])
    expect(await slopesOf([[2, 2, 0, 2]], [0])).toEqual([-1, 1, 0, 0])
  })

  it('has loss and gradient 0 where the label leads by exactly 1', async () => {
    for (const [row, label] of [
      [[1, 0, 0], 0],
      [[0, -3, 1], 2],
    ] as const) {
      expect(await lossesOf([[...row]], [label])).toEqual([0])
      // Both signs of 0 are one.
      expect((await slopesOf([[...row]], [label])).map(Math.abs)).toEqual([0, 0, 0])
    }
  })

  it('has the slopes of finite differences wherever it has a derivative', async () => {
    const h = 1e-4
    let active = 0
    for (let seed = 1; seed <= 40; seed++) {
      const stream = createStream(seed, 'data')
      const z = Array.from({ length: 5 }, () => Math.fround(2 * stream.normal()))
      const label = stream.below(5)
      const asked = z.map((value, k) => (k === label ? 0 : 1 + value - z[label]!))
      const [first, second] = [...asked].sort((a, b) => b - a)
      // A kink: two classes ask the same.
      if (first! - second! < 3 * h) continue
      const at = (k: number, shift: number) =>
        lossTwins.hinge.loss(
          z.map((value, i) => (i === k ? value + shift : value)),
          label,
        )
      const slopes = await slopesOf([z], [label])
      slopes.forEach((slope, k) => expect(slope).toBeCloseTo((at(k, h) - at(k, -h)) / (2 * h), 6))
      if (first! > 0) active++
    }
    expect(active).toBeGreaterThan(10)
  })

  it('has the logits as scores', async () => {
    expect(await read(hinge.scores(tf.tensor2d([[1, -2, 3]])))).toEqual([1, -2, 3])
  })
})
