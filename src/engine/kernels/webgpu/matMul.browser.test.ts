import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { expectAgreement, integers, normals, useWebgpuKernels } from './testing/harness'
import { GPU_TILES, SOFTWARE_TILES } from './tiles'

const SIZES = [
  [64, 784, 128],
  [64, 128, 10],
  [7, 13, 5],
  [33, 6, 18],
  [1, 9, 4],
  [12, 1, 3],
  [20, 40, 2],
] as const

const TRANSPOSES = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const

const CASES = SIZES.flatMap(([m, k, n]) =>
  TRANSPOSES.map(([tA, tB]) => ({ m, k, n, tA, tB, name: `${m}x${k}x${n}, ${tA}, ${tB}` })),
)

describe.each([
  ['tiles for software adapters', SOFTWARE_TILES],
  ['tiles for GPUs', GPU_TILES],
])('matrix product, %s', (_, tiles) => {
  useWebgpuKernels(tiles)

  it.each(CASES)('$name', async ({ m, k, n, tA, tB }) => {
    const programs = await expectAgreement(
      (a, b) => tf.matMul(a!, b!, tA, tB),
      [normals(tA ? [k, m] : [m, k], 1), normals(tB ? [n, k] : [k, n], 2)],
    )
    expect(programs).toEqual(['AligMatMul'])
  })

  it.each([
    [
      [3, 5, 6],
      [3, 6, 4],
    ],
    [
      [1, 5, 6],
      [4, 6, 7],
    ],
    [
      [2, 3, 5, 8],
      [2, 3, 8, 6],
    ],
    [
      [4, 5, 6],
      [1, 6, 3],
    ],
  ])('batches %j by %j', async (left, right) => {
    const programs = await expectAgreement(
      (a, b) => tf.matMul(a!, b!),
      [normals(left, 1), normals(right, 2)],
    )
    expect(programs).toEqual(['AligMatMul'])
  })
})

describe('matrix product', () => {
  useWebgpuKernels()

  it('leaves a float32 tensor on integer memory, as one-hot labels are, to tfjs', async () => {
    const programs = await expectAgreement(
      (labels, b) =>
        tf.matMul(tf.cast<tf.Tensor2D>(tf.oneHot(labels!, 12) as tf.Tensor2D, 'float32'), b!),
      [integers([5], 12, 1), normals([12, 8], 2)],
    )
    expect(programs.join()).not.toContain('AligMatMul')
  })

  it('gives the same bits every time, also for a long inner side', async () => {
    const a = tf.tensor(normals([4, 3072], 1).values, [4, 3072])
    const b = tf.tensor(normals([3072, 12], 2).values, [3072, 12])
    const results: string[] = []
    for (let i = 0; i < 5; i++) {
      const product = tf.matMul(a, b)
      results.push([...new Uint32Array((await product.data()).slice().buffer)].join())
      product.dispose()
    }
    tf.dispose([a, b])
    expect(new Set(results).size).toBe(1)
  })
})
