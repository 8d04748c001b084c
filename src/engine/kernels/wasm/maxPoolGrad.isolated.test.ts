import * as tf from '@tensorflow/tfjs-core'
import { backend_util } from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WasmKernels } from './index'
import { errorAgainstCpu, normals, runOn, useStockWasm, useWasmKernels } from './testing'

const NEGATIVE = {
  input: { shape: [1, 2, 4, 1], values: Float32Array.of(-4, -3, -8, -5, -2, -1, -7, -6) },
  dy: { shape: [1, 1, 2, 1], values: Float32Array.of(10, 20) },
}
const POOL = { filterSize: 2, strides: 2, pad: 'valid' }

const cases = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 4, max: 11 }),
  width: fc.integer({ min: 4, max: 11 }),
  channels: fc.integer({ min: 1, max: 13 }),
  filterSize: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  pad: fc.constantFrom('same' as const, 'valid' as const),
  shift: fc.constantFrom(0, -3),
  seed: fc.nat(),
})

describe.each([true, false])('max-pool gradient on wasm (SIMD %s)', (simd) => {
  let kernels: WasmKernels
  beforeAll(async () => {
    kernels = await useWasmKernels({ simd })
  })
  afterAll(() => kernels.restore())

  it('is right where the maximum of a window is negative', async () => {
    const [dx] = await runOn('wasm', tf.MaxPoolGrad, { ...NEGATIVE, output: NEGATIVE.dy }, POOL)
    expect([...dx!.values]).toEqual([0, 0, 0, 20, 0, 10, 0, 0])
  })

  it('gives the gradient of equal maxima to the first', async () => {
    const input = { shape: [1, 2, 2, 4], values: new Float32Array(16).fill(-1) }
    const dy = { shape: [1, 1, 1, 4], values: Float32Array.of(1, 2, 3, 4) }
    const [dx] = await runOn('wasm', tf.MaxPoolGrad, { dy, input, output: dy }, POOL)
    expect([...dx!.values]).toEqual([1, 2, 3, 4, ...new Array<number>(12).fill(0)])
  })

  it('equals tfjs cpu on random shapes, overlapping and padded windows too', () =>
    fc.assert(
      fc.asyncProperty(cases, async (c) => {
        const shape: [number, number, number, number] = [c.batch, c.height, c.width, c.channels]
        const { outShape } = backend_util.computePool2DInfo(
          shape,
          c.filterSize,
          c.strides,
          1,
          c.pad,
        )
        const input = normals(shape, c.seed, 1, c.shift)
        const dy = normals(outShape, c.seed + 1)
        const inputs = { dy, input, output: dy }
        expect(await errorAgainstCpu(tf.MaxPoolGrad, inputs, c)).toBeLessThanOrEqual(5e-6)
      }),
      { numRuns: 80, seed: 1 },
    ))
})

describe('the stock kernel', () => {
  it('is still wrong there (when this fails, the override may go)', async () => {
    await useStockWasm()
    const [dx] = await runOn('wasm', tf.MaxPoolGrad, { ...NEGATIVE, output: NEGATIVE.dy }, POOL)
    expect([...dx!.values]).not.toEqual([0, 0, 0, 20, 0, 10, 0, 0])
  })
})
