/** Backends for tests in a browser, started as the app starts them. */
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import type { BackendReport } from '../../worker/protocol'
import { chooseBackend, type BackendName } from '../backend'

export const wasmPaths = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
}

/** Convolutions cannot be trained on stock wasm: it has no gradient for their kernels. */
async function prepare(name: BackendName): Promise<void> {
  if (name !== 'wasm') return
  const { registerWasmKernels } = await import('../kernels/wasm')
  registerWasmKernels()
}

/** Makes the backend the one in use. Throws, and so fails the tests, where it does not start. */
export async function activate(name: BackendName): Promise<BackendReport> {
  const report = await chooseBackend(name, { wasmPaths, prepare })
  if (report.name !== name) throw new Error(`${name} was wanted. ${report.reason}`)
  return report
}
