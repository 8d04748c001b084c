import * as tf from '@tensorflow/tfjs-core'
import type { Tensor4D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { LOSS_KERNELS } from '../lossKernels'
import type { HeapBackend } from './heap'
import { registerWasmKernels } from './index'
import { held, useStockWasm } from './testing'

/** One pass through every kernel of this folder, scratch memory included. */
function everyKernel(): void {
  tf.tidy(() => {
    const run = (name: string, inputs: Record<string, tf.Tensor>, attrs: object) =>
      tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap)
    const x = tf.ones([3, 9, 9, 3]) as Tensor4D
    const filter = tf.ones([3, 3, 3, 5]) as Tensor4D
    const attrs = { strides: [2, 2], pad: 'same', dataFormat: 'NHWC' }
    const y = run(tf.Conv2D, { x, filter }, { ...attrs, dilations: 1 }) as tf.Tensor
    run(tf.Conv2DBackpropInput, { dy: y, filter }, { ...attrs, inputShape: x.shape })
    run(tf.Conv2DBackpropFilter, { x, dy: y }, { ...attrs, filterShape: filter.shape })
    const pool = { filterSize: 2, strides: 2, pad: 'same' }
    const pooled = tf.maxPool(x, 2, 2, 'same')
    run(tf.MaxPoolGrad, { dy: pooled, input: x, output: pooled }, pool)
    const rows = tf.reshape(y, [-1, 5])
    tf.matMul(rows, rows, true, false)
    tf.matMul(rows, rows, false, true)
    tf.add(rows, tf.ones([5]))
    tf.sum(rows, 0)
    tf.sum(x)
    tf.log1p(x)
    const dy = tf.scalar(1)
    const labels = tf.zeros<tf.Rank.R1>([rows.shape[0]!], 'int32')
    for (const { forward, gradient } of Object.values(LOSS_KERNELS)) {
      run(forward, { logits: rows, labels }, {})
      run(gradient, { logits: rows, labels, dy }, {})
    }
    tf.tile(tf.ones([1]), [7])
    tf.split(tf.clone(tf.cast(rows, 'float32')), [1, rows.shape[0]! - 1])
  })
}

beforeAll(useStockWasm)

describe('the wasm kernels', () => {
  it.each([true, false])('hold no memory after use (SIMD %s)', (simd) => {
    const kernels = registerWasmKernels({ simd })
    everyKernel()
    const before = held()
    const { wasm } = tf.backend() as unknown as HeapBackend
    const taken = vi.spyOn(wasm, '_malloc')
    const returned = vi.spyOn(wasm, '_free')
    for (let i = 0; i < 5; i++) everyKernel()
    expect(held()).toEqual(before)
    expect(taken.mock.calls.length).toBeGreaterThan(0)
    expect(returned.mock.calls.length).toBe(taken.mock.calls.length)
    vi.restoreAllMocks()
    kernels.restore()
  })

  it('say so when the heap is full', () => {
    const kernels = registerWasmKernels()
    const { wasm } = tf.backend() as unknown as HeapBackend
    const a = tf.ones([2, 3])
    const b = tf.ones([3, 2])
    const malloc = wasm._malloc
    // The output is had, the scratch memory is not.
    const full = vi.spyOn(wasm, '_malloc').mockImplementationOnce(malloc).mockReturnValue(0)
    expect(() => tf.tidy(() => tf.matMul(a, b))).toThrow(/smaller batch/)
    full.mockRestore()
    tf.dispose([a, b])
    kernels.restore()
  })

  it('give way to the stock kernels when restored', () => {
    const stock = tf.getKernelsForBackend('wasm')
    const kernels = registerWasmKernels()
    expect(tf.getKernel(tf.Conv2DBackpropFilter, 'wasm')).toBeDefined()
    kernels.restore()
    const after = tf.getKernelsForBackend('wasm')
    expect(new Set(after)).toEqual(new Set(stock))
    expect(tf.getKernel(tf.Conv2DBackpropFilter, 'wasm')).toBeUndefined()
  })

  it('are refused while another backend is active', async () => {
    await tf.setBackend('cpu')
    expect(() => registerWasmKernels()).toThrow(/Await tf\.setBackend\('wasm'\) first/)
    await tf.setBackend('wasm')
  })
})
