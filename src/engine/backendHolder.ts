import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import wasmThreaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import type { BackendChoice } from '../experiment/experiment'
import type { BackendReport } from '../worker/protocol'
import { chooseBackend } from './backend'

/** Addresses of the backend's binaries, which the bundler gives names of its own. */
const wasmPaths = {
  'tfjs-backend-wasm.wasm': wasmPlain,
  'tfjs-backend-wasm-simd.wasm': wasmSimd,
  'tfjs-backend-wasm-threaded-simd.wasm': wasmThreaded,
}

/** The backend in use; chosen anew only when another one is asked for. */
export class BackendHolder {
  private choice: BackendChoice | null = null
  private report: BackendReport | null = null

  async use(choice: BackendChoice): Promise<BackendReport> {
    if (this.report && this.choice === choice) return this.report
    this.choice = null
    this.report = await chooseBackend(choice, { wasmPaths })
    this.choice = choice
    return this.report
  }
}
