import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import wasmThreaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import * as tf from '@tensorflow/tfjs'

export type BackendName = 'webgpu' | 'wasm' | 'webgl'

/** Starts a stock backend with tfjs's own settings. @returns its name */
export async function openStock(name: BackendName): Promise<string> {
  if (name === 'webgpu') {
    if (!globalThis.navigator?.gpu) throw new Error('There is no WebGPU here.')
    await import('@tensorflow/tfjs-backend-webgpu')
  } else if (name === 'wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmPlain,
      'tfjs-backend-wasm-simd.wasm': wasmSimd,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmThreaded,
    })
  } else if (typeof OffscreenCanvas === 'undefined') {
    throw new Error('There is no WebGL here.')
  }
  if (!(await tf.setBackend(name)) || tf.getBackend() !== name) {
    throw new Error(`The ${name} backend does not start here.`)
  }
  await tf.ready()
  if (name === 'wasm') {
    // Without this one kernel, convolutions cannot be trained on wasm at all.
    const { filterGradientAsConvolution } = await import('../baselines/wasmFilterGradient.mjs')
    tf.registerKernel(filterGradientAsConvolution)
  }
  return name
}
