import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { expectAgreement, normals, useWebgpuKernels, type Operation } from './testing/harness'
import { GPU_TILES, SOFTWARE_TILES } from './tiles'

const SHAPES = [
  [2, 6, 8, 8],
  [3, 7, 5, 3],
  [33, 10],
  [9, 128],
  [5, 1, 6],
]

const gradientOf =
  (operation: (x: tf.Tensor) => tf.Tensor): Operation =>
  (x, dy) =>
    tf.grad(operation)(x!, dy!)

describe.each([
  ['tiles for software adapters', SOFTWARE_TILES],
  ['tiles for GPUs', GPU_TILES],
])('element-wise kernels, %s', (_, tiles) => {
  useWebgpuKernels(tiles)

  it.each(SHAPES.map((shape) => [shape]))('bias of %j', async (shape) => {
    const bias = normals([shape.at(-1)!], 2)
    const right = await expectAgreement((x, b) => tf.add(x!, b!), [normals(shape, 1), bias])
    const left = await expectAgreement((x, b) => tf.add(b!, x!), [normals(shape, 1), bias])
    expect([...right, ...left]).toEqual(['AligBiasAdd', 'AligBiasAdd'])
  })

  it.each(SHAPES.map((shape) => [shape]))('gradient of the bias of %j', async (shape) => {
    const axes = shape.slice(0, -1).map((_, axis) => axis)
    const programs = await expectAgreement(
      (dy) => [tf.sum(dy!, axes), tf.sum(dy!, axes, true)],
      [normals(shape, 3)],
    )
    expect(programs.every((name) => name.startsWith('AligSum'))).toBe(true)
  })

  it.each(SHAPES.map((shape) => [shape]))(
    'sum of two tensors, ReLU and its gradient, %j',
    async (shape) => {
      const pair = [normals(shape, 4), normals(shape, 5)]
      expect(await expectAgreement((a, b) => tf.add(a!, b!), pair)).toEqual(['AligAdd'])
      expect(await expectAgreement((a) => tf.relu(a!), pair)).toEqual(['AligRelu'])
      const programs = await expectAgreement(
        gradientOf((x) => tf.relu(x)),
        pair,
      )
      expect(programs).toContain('AligReluGrad')
    },
  )

  it.each([
    [
      [3, 8, 8, 16],
      [1, 2],
    ],
    [[5, 7, 3, 2], [1]],
    [[2, 3, 5], [0]],
    [
      [6, 3, 4, 5],
      [0, 1],
    ],
  ])('mean and sum of %j over %j', async (shape, axes) => {
    const programs = await expectAgreement(
      (x) => [tf.mean(x!, axes), tf.mean(x!, axes, true), tf.sum(x!, axes)],
      [normals(shape, 10)],
    )
    expect(programs.filter((name) => name.startsWith('AligSum'))).toHaveLength(3)
  })

  it('a long mean in chunks', async () => {
    const programs = await expectAgreement((x) => tf.mean(x!, 0), [normals([999, 12], 6)])
    expect(programs).toEqual(['AligSumChunks', 'AligSumRows'])
  })

  it('a long sum in chunks', async () => {
    const programs = await expectAgreement(
      (dy) => tf.sum(dy!, [0, 1, 2]),
      [normals([4, 24, 23, 8], 6)],
    )
    expect(programs).toEqual(['AligSumChunks', 'AligSumRows'])
  })

  it.each([
    [[2, 6, 8, 8], 'valid'],
    [[3, 7, 5, 3], 'valid'],
    [[1, 9, 4, 6], 'valid'],
    [[2, 8, 8, 5], 'same'],
  ] as const)('2 x 2 max-pool of %j, %s', async (shape, pad) => {
    const pool = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 2, 2, pad)
    const outShape = [shape[0], shape[1] >> 1, shape[2] >> 1, shape[3]]
    expect(await expectAgreement((x) => pool(x!), [normals(shape, 7)])).toEqual(['AligMaxPool'])
    const programs = await expectAgreement(gradientOf(pool), [
      normals(shape, 8),
      normals(outShape, 9),
    ])
    expect(programs).toEqual(['AligMaxPool', 'AligMaxPoolGrad'])
  })
})

describe('what the element-wise kernels leave to tfjs', () => {
  useWebgpuKernels()

  it.each([
    ['a sum over the last side', (x: tf.Tensor) => tf.sum(x, 3)],
    ['a sum over sides apart', (x: tf.Tensor) => tf.sum(x, [0, 2])],
    ['a sum of everything', (x: tf.Tensor) => tf.sum(x)],
    ['a 3 x 3 pool', (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 3, 2, 'valid')],
    ['a pool that reaches outside', (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'same')],
    [
      'a column added to rows',
      (x: tf.Tensor) => tf.add(x, tf.slice(x, [0, 0, 0, 0], [2, 7, 7, 1])),
    ],
    ['a ReLU of integers', (x: tf.Tensor) => tf.relu(tf.cast(tf.mul(x, 3), 'int32'))],
  ])('%s', async (_, operation) => {
    const programs = await expectAgreement((x) => operation(x!), [normals([2, 7, 7, 4], 1)])
    expect(programs.length).toBeGreaterThan(0)
    expect(programs.filter((name) => name.startsWith('Alig'))).toEqual([])
  })

  it('the gradient of a maximum goes to the first of equal values, as on the cpu backend', async () => {
    const flat = { shape: [1, 4, 4, 4], values: new Float32Array(64).fill(-2) }
    await expectAgreement(
      (x, dy) => tf.grad((t: tf.Tensor) => tf.maxPool(t as tf.Tensor4D, 2, 2, 'valid'))(x!, dy!),
      [flat, normals([1, 2, 2, 4], 1)],
    )
  })
})
