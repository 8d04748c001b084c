import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import wasmThreaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import * as tf from '@tensorflow/tfjs-core'
import type { BackendChoice } from '../../experiment/experiment'
import type { BackendReport } from '../../worker/protocol'
import type { WasmKernels } from '../kernels/wasm'
import { useReplayRunner } from '../run/runner/createRunner'
import { chooseBackend, startBackend, type Arithmetic, type BackendName } from './backend'
import { watchForTrouble } from './deviceTrouble'

/** Addresses of the backend's binaries, which the bundler gives names of its own. */
export const wasmPaths = {
  'tfjs-backend-wasm.wasm': wasmPlain,
  'tfjs-backend-wasm-simd.wasm': wasmSimd,
  'tfjs-backend-wasm-threaded-simd.wasm': wasmThreaded,
}

const registered = new Set<BackendReport['name']>()
let wasmKernels: WasmKernels | null = null

/**
 * Relaxed SIMD multiplies and adds in one instruction where the processor has one, and rounds as it
 * does, so that last digits depend on the machine and the browser. What it gains does, too
 * (bench/README.md). Whoever asks for wasm by name gets the same numbers everywhere.
 */
async function prepareWasm(choice: BackendChoice): Promise<string | undefined> {
  const [{ registerWasmKernels }, relaxed] = await Promise.all([
    import('../kernels/wasm'),
    // At best faster, and no more than that: where it does not arrive the page trains without it.
    choice === 'auto' ? import('../kernels/wasm/native/relaxed.wasm').catch(() => null) : null,
  ])
  const before = wasmKernels
  wasmKernels = null
  before?.restore()
  wasmKernels = registerWasmKernels(relaxed ? { relaxedModule: relaxed.relaxedMicrokernels } : {})
  return wasmKernels.relaxed
    ? 'It rounds as this processor does it fastest: the last digits may be others elsewhere, ' +
        'unless WebAssembly is asked for by name'
    : undefined
}

/**
 * Our own kernels over the backend's, before it is probed; loaded only where they are used.
 * @returns what is to be said about them
 */
export async function registerKernels(
  name: BackendReport['name'],
  choice: BackendChoice,
): Promise<string | undefined> {
  if (name === 'wasm') return prepareWasm(choice)
  if (registered.has(name)) return undefined
  if (name === 'webgpu') {
    const [{ registerWebgpuKernels, tilesFor }, { rememberShaders }, { createReplayRunner }] =
      await Promise.all([
        import('../kernels/webgpu'),
        import('../capture/shaderSources'),
        import('../run/runner/createReplayRunner'),
      ])
    const { device } = tf.backend() as WebGPUBackend
    rememberShaders(device)
    useReplayRunner(createReplayRunner)
    registerWebgpuKernels(tilesFor(device.adapterInfo ?? {}))
  }
  if (name === 'webgl') {
    const { registerWebglKernels } = await import('../kernels/webgl')
    registerWebglKernels()
  }
  registered.add(name)
  return undefined
}

/** How this worker computes on the backend that is in use. */
export const arithmeticOf = (backend: BackendName): Arithmetic => ({
  backend,
  isRelaxed: backend === 'wasm' && (wasmKernels?.relaxed ?? false),
})

/** Computes as another worker does, and in no other way. @returns why it cannot, if so */
export async function computeAs(arithmetic: Arithmetic): Promise<string | undefined> {
  const { backend, isRelaxed } = arithmetic
  const setup = { wasmPaths, prepare: registerKernels }
  const { refusal } = await startBackend(backend, isRelaxed ? 'auto' : backend, setup)
  if (refusal !== undefined) return refusal
  return arithmeticOf(backend).isRelaxed === isRelaxed
    ? undefined
    : 'its WebAssembly would round in another way'
}

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
