import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import wasmThreaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import * as tf from '@tensorflow/tfjs-core'
import type { BackendChoice } from '../../experiment/experiment'
import type { BackendReport } from '../../worker/protocol'
import { chooseBackend, startBackend as start, type BackendName } from './backend'
import { watchForTrouble } from './deviceTrouble'

/** Addresses of the backend's binaries, which the bundler gives names of its own. */
export const wasmPaths = {
  'tfjs-backend-wasm.wasm': wasmPlain,
  'tfjs-backend-wasm-simd.wasm': wasmSimd,
  'tfjs-backend-wasm-threaded-simd.wasm': wasmThreaded,
}

const registered = new Set<BackendReport['name']>()

/** Our own kernels over the backend's, before it is probed; loaded only where they are used. */
export async function registerKernels(name: BackendReport['name']): Promise<void> {
  if (registered.has(name)) return
  registered.add(name)
  if (name === 'wasm') {
    const { registerWasmKernels } = await import('../kernels/wasm')
    registerWasmKernels()
  }
  if (name === 'webgpu') {
    const { registerWebgpuKernels, tilesFor } = await import('../kernels/webgpu')
    const { device } = tf.backend() as WebGPUBackend
    registerWebgpuKernels(tilesFor(device.adapterInfo ?? {}))
  }
  if (name === 'webgl') {
    const { registerWebglKernels } = await import('../kernels/webgl')
    registerWebglKernels()
  }
}

/** Makes this backend the one in use, and no other. @returns why it cannot be used, if so */
export const startBackend = (name: BackendName): Promise<string | undefined> =>
  start(name, { wasmPaths, prepare: registerKernels })

/** The backend in use; chosen again only when another one is asked for. */
export class BackendHolder {
  private choice: BackendChoice | null = null
  private report: BackendReport | null = null

  /** @param onTrouble called with a sentence if the device cannot be trusted any more */
  constructor(private readonly onTrouble: (sentence: string) => void) {}

  async use(choice: BackendChoice): Promise<BackendReport> {
    if (this.report && this.choice === choice) return this.report
    this.choice = null
    this.report = await chooseBackend(choice, { wasmPaths, prepare: registerKernels })
    this.choice = choice
    watchForTrouble(this.report.name, this.onTrouble)
    return this.report
  }
}
