import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WasmKernels } from './index'
import { errorAgainstCpu, normals, useWasmKernels } from './testing'

describe('the wasm kernels in a browser', () => {
  let kernels: WasmKernels
  beforeAll(async () => {
    kernels = await useWasmKernels()
  })
  afterAll(() => kernels.restore())

  it('reach the heap of the tfjs build that the browser was given', () => {
    expect(kernels.simd).toBe(true)
  })

  it('give the gradients of a convolution as tfjs cpu does', async () => {
    const x = normals([4, 15, 15, 3], 1)
    const filter = normals([3, 3, 3, 10], 2)
    const dy = normals([4, 8, 8, 10], 3)
    const attrs = { strides: [2, 2], pad: 'same', dataFormat: 'NHWC' }
    const errors = [
      await errorAgainstCpu(
        tf.Conv2DBackpropFilter,
        { x, dy },
        { ...attrs, filterShape: filter.shape },
      ),
      await errorAgainstCpu(
        tf.Conv2DBackpropInput,
        { dy, filter },
        { ...attrs, inputShape: x.shape },
      ),
    ]
    expect(Math.max(...errors)).toBeLessThanOrEqual(5e-6)
  })

  it('still reach it after the heap has grown', async () => {
    const large = Array.from({ length: 8 }, () => tf.zeros([1 << 22]))
    const error = await errorAgainstCpu(tf.Sum, { x: normals([500, 8], 1, 1, 1) }, { axis: [0] })
    expect(error).toBeLessThanOrEqual(5e-6)
    tf.dispose(large)
  })
})
