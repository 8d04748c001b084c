import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WasmKernels } from './index'
import { relaxedMicrokernels } from './native/relaxed.wasm'
import { errorAgainstCpu, normals, runOn, useWasmKernels } from './testing'

/** The smallest module with an instruction of relaxed SIMD. */
const hasRelaxedSimd = WebAssembly.validate(
  // prettier-ignore
  new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0,
    10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11,
  ]),
)

describe.each([
  { name: 'the wasm kernels', options: {} },
  { name: 'the relaxed wasm kernels', options: { relaxedModule: relaxedMicrokernels } },
])('$name in a browser', ({ options }) => {
  let kernels: WasmKernels
  beforeAll(async () => {
    kernels = await useWasmKernels(options)
  })
  afterAll(() => kernels.restore())

  it('reach the heap of the tfjs build that the browser was given', () => {
    expect(kernels.simd).toBe(true)
    expect(kernels.relaxed).toBe('relaxedModule' in options && hasRelaxedSimd)
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

  it('give a product as tfjs cpu does, and twice the same', async () => {
    const inputs = { a: normals([1, 37, 200], 4), b: normals([1, 200, 21], 5) }
    const attrs = { transposeA: false, transposeB: false }
    expect(await errorAgainstCpu(tf.BatchMatMul, inputs, attrs)).toBeLessThanOrEqual(5e-6)
    const first = await runOn('wasm', tf.BatchMatMul, inputs, attrs)
    expect(await runOn('wasm', tf.BatchMatMul, inputs, attrs)).toEqual(first)
  })

  it('still reach it after the heap has grown', async () => {
    const large = Array.from({ length: 8 }, () => tf.zeros([1 << 22]))
    const error = await errorAgainstCpu(tf.Sum, { x: normals([500, 8], 1, 1, 1) }, { axis: [0] })
    expect(error).toBeLessThanOrEqual(5e-6)
    tf.dispose(large)
  })
})
