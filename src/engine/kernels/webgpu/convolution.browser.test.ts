import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { expectAgreement, normals, useWebgpuKernels } from './testing/harness'
import { GPU_TILES, SOFTWARE_TILES } from './tiles'

interface Case {
  readonly image: readonly [number, number, number, number]
  readonly filter: readonly [number, number, number]
  readonly stride: number | readonly [number, number]
  readonly pad: 'same' | 'valid' | number
}

const CASES: readonly Case[] = [
  { image: [3, 28, 28, 1], filter: [5, 5, 8], stride: 1, pad: 'valid' },
  { image: [3, 12, 12, 8], filter: [5, 5, 16], stride: 1, pad: 'valid' },
  { image: [2, 32, 32, 3], filter: [3, 3, 16], stride: 1, pad: 'same' },
  { image: [2, 32, 32, 16], filter: [3, 3, 32], stride: 2, pad: 'same' },
  { image: [2, 16, 16, 32], filter: [1, 1, 64], stride: 2, pad: 'same' },
  { image: [1, 9, 7, 5], filter: [3, 3, 7], stride: 1, pad: 'same' },
  { image: [2, 11, 13, 6], filter: [3, 2, 10], stride: 2, pad: 'valid' },
  { image: [1, 15, 14, 4], filter: [5, 5, 4], stride: 3, pad: 'same' },
  { image: [2, 10, 17, 3], filter: [2, 5, 12], stride: [1, 2], pad: 'same' },
  { image: [1, 8, 8, 2], filter: [3, 3, 2], stride: 1, pad: 2 },
  { image: [1, 5, 5, 1], filter: [5, 5, 1], stride: 1, pad: 'valid' },
  { image: [5, 7, 7, 12], filter: [3, 3, 20], stride: 2, pad: 'same' },
]

const label = ({ image, filter, stride, pad }: Case) =>
  `${image.join('x')} by ${filter.join('x')}, stride ${String(stride)}, ${pad}`

/** Attributes of the three kernels, and the shape of the output. */
function setup({ image, filter, stride, pad }: Case) {
  const filterShape = [filter[0], filter[1], image[3], filter[2]] as [
    number,
    number,
    number,
    number,
  ]
  const strides = typeof stride === 'number' ? stride : ([...stride] as [number, number])
  const { outShape } = tf.backend_util.computeConv2DInfo([...image], filterShape, strides, 1, pad)
  return { filterShape, outShape, strides, attrs: { strides, pad, dataFormat: 'NHWC' } }
}

const run = (name: string, inputs: tf.NamedTensorMap, attrs: object) =>
  tf.engine().runKernel<tf.Tensor>(name, inputs, attrs as tf.NamedAttrMap)

describe.each([
  ['tiles for software adapters', SOFTWARE_TILES],
  ['tiles for GPUs', GPU_TILES],
])('convolution, %s', (_, tiles) => {
  useWebgpuKernels(tiles)

  it.each(CASES.map((item) => [label(item), item] as const))('forward: %s', async (_, item) => {
    const { filterShape, strides } = setup(item)
    const programs = await expectAgreement(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, item.pad),
      [normals(item.image, 1), normals(filterShape, 2)],
    )
    expect(programs).toEqual(['AligConv2D'])
  })

  it.each(CASES.map((item) => [label(item), item] as const))(
    'gradient of the filter: %s',
    async (_, item) => {
      const { filterShape, outShape, attrs } = setup(item)
      const programs = await expectAgreement(
        (x, dy) => run('Conv2DBackpropFilter', { x: x!, dy: dy! }, { ...attrs, filterShape }),
        [normals(item.image, 3), normals(outShape, 4)],
      )
      expect([programs[0], programs.at(-1)]).toEqual(['AligConv2DFilterChunks', 'AligSumRows'])
    },
  )

  it.each(CASES.map((item) => [label(item), item] as const))(
    'gradient of the input: %s',
    async (_, item) => {
      const { filterShape, outShape, attrs } = setup(item)
      const programs = await expectAgreement(
        (dy, filter) =>
          run(
            'Conv2DBackpropInput',
            { dy: dy!, filter: filter! },
            { ...attrs, inputShape: [...item.image] },
          ),
        [normals(outShape, 5), normals(filterShape, 6)],
      )
      expect(programs).toEqual(['AligConv2DBackpropInput'])
    },
  )
})

describe('shapes that the convolution kernels leave to tfjs', () => {
  useWebgpuKernels()

  it('dilation', async () => {
    const programs = await expectAgreement(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid', 'NHWC', 2),
      [normals([1, 9, 9, 4], 1), normals([3, 3, 4, 4], 2)],
    )
    expect(programs.join()).not.toContain('Alig')
  })

  it('filters longer than 5', async () => {
    const programs = await expectAgreement(
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'),
      [normals([1, 12, 12, 4], 1), normals([7, 7, 4, 4], 2)],
    )
    expect(programs.join()).not.toContain('Alig')
  })

  it('a float32 tensor on integer memory, as one-hot labels are', async () => {
    const programs = await expectAgreement(
      (labels, w) => {
        const image = tf.reshape(
          tf.cast(tf.oneHot(labels as tf.Tensor1D, 16), 'float32'),
          [1, 4, 4, 4],
        )
        return tf.conv2d(image as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
      },
      [{ shape: [4], values: Int32Array.of(3, 0, 15, 7) }, normals([3, 3, 4, 4], 2)],
    )
    expect(programs.join()).not.toContain('Alig')
  })
})
