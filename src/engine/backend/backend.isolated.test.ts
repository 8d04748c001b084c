import * as tf from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { describeAdapter, findGpu, isSoftwareAdapter } from './adapter'
import { chooseBackend } from './backend'
import { wasmPaths } from '../testing/backends.node'

const adapter = (info: object) => ({ requestAdapter: async () => ({ info }) })

/** Pretends to be a browser with (or without) this WebGPU. */
function stubGpu(gpu: object | undefined, isSecureContext = true) {
  vi.stubGlobal('navigator', { gpu, userAgent: 'test' })
  vi.stubGlobal('isSecureContext', isSecureContext)
}

afterEach(() => vi.unstubAllGlobals())

describe('adapters', () => {
  it.each([
    [{ vendor: 'google', architecture: 'swiftshader' }, true],
    [{ vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }, true],
    [{ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }, true],
    [{ vendor: 'nvidia', architecture: 'ampere', isFallbackAdapter: true }, true],
    [{ vendor: 'nvidia', architecture: 'lovelace' }, false],
    [{ vendor: 'apple', architecture: 'common-3' }, false],
    [{}, false],
  ])('%o runs in software: %s', (info, expected) => {
    expect(isSoftwareAdapter(info)).toBe(expected)
  })

  it('are named in their own words', () => {
    const info = { vendor: 'intel', architecture: 'gen-12lp', device: '', description: 'intel' }
    expect(describeAdapter(info)).toBe('intel, gen-12lp')
    expect(describeAdapter({})).toBe('unnamed')
  })

  it('are missing for a reason', async () => {
    stubGpu(undefined, false)
    expect(await findGpu()).toEqual({ kind: 'none', why: expect.stringContaining('HTTPS') })
    stubGpu(undefined)
    expect(await findGpu()).toEqual({ kind: 'none', why: 'this browser has no WebGPU' })
    stubGpu({ requestAdapter: async () => null })
    expect(await findGpu()).toMatchObject({ kind: 'none' })
    stubGpu({ requestAdapter: () => Promise.reject(new Error('driver crashed')) })
    expect(await findGpu()).toEqual({
      kind: 'none',
      why: expect.stringContaining('driver crashed'),
    })
    stubGpu(adapter({ vendor: 'amd' }))
    expect(await findGpu()).toEqual({ kind: 'hardware', name: 'amd' })
  })
})

describe('chooseBackend', () => {
  it('takes WebAssembly on a page without WebGPU, and names HTTPS', async () => {
    stubGpu(undefined, false)
    const report = await chooseBackend('auto', { wasmPaths })
    expect(report.name).toBe('wasm')
    expect(tf.getBackend()).toBe('wasm')
    expect(report.reason).toMatch(/^WebAssembly: .*HTTPS\.$/)
  })

  it('does not count a software adapter as a graphics card', async () => {
    stubGpu(adapter({ vendor: 'google', architecture: 'swiftshader' }))
    const report = await chooseBackend('auto', { wasmPaths })
    expect(report.name).toBe('wasm')
    expect(report.reason).toContain('swiftshader')
  })

  it('takes what is asked for', async () => {
    stubGpu(undefined)
    const report = await chooseBackend('cpu', { wasmPaths })
    expect(report).toEqual({ name: 'cpu', reason: 'Plain JavaScript, as asked for.' })
    expect(tf.getBackend()).toBe('cpu')
  })

  it('falls back from what cannot be had, and says so', async () => {
    stubGpu(undefined)
    const webgpu = await chooseBackend('webgpu', { wasmPaths })
    expect(webgpu.name).toBe('wasm')
    expect(webgpu.reason).toBe('WebAssembly: WebGPU was asked for, but this browser has no WebGPU.')
    // Node has no WebGL either, and there a backend does not start at all.
    const webgl = await chooseBackend('webgl', { wasmPaths })
    expect(webgl.name).toBe('wasm')
    expect(webgl.reason).toContain('WebGL was asked for, but')
  })

  it('passes over a backend that is found to compute wrongly', async () => {
    stubGpu(undefined)
    const stock = tf.getKernel('Step', 'wasm')!
    const report = await chooseBackend('wasm', {
      wasmPaths,
      prepare: async (name) => {
        if (name !== 'wasm') return undefined
        tf.unregisterKernel('Step', 'wasm')
        // A relu whose gradient never stops.
        const kernelFunc: tf.KernelFunc = ({ inputs }) => tf.onesLike(inputs.x as tf.Tensor)
        tf.registerKernel({ ...stock, kernelFunc })
        return undefined
      },
    })
    tf.unregisterKernel('Step', 'wasm')
    tf.registerKernel(stock)
    expect(report.name).toBe('cpu')
    expect(report.reason).toContain('came out wrong')
  })

  it('prepares a backend before it is tried', async () => {
    stubGpu(undefined)
    const prepare = vi.fn(async () => 'Its kernels are special')
    const { reason } = await chooseBackend('cpu', { wasmPaths, prepare })
    expect(prepare.mock.calls).toEqual([['cpu', 'cpu']])
    expect(reason).toBe('Plain JavaScript, as asked for. Its kernels are special.')
  })
})
