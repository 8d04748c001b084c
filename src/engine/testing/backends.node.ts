/** Backends for tests under Node: cpu and wasm. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { registerWasmKernels, type WasmKernels } from '../kernels/wasm'

const wasmPackage = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/package.json',
)
/** Folder of the backend's binaries. */
export const wasmPaths = join(dirname(wasmPackage), 'dist/')
setWasmPaths(wasmPaths)

let registered: WasmKernels | undefined

/** Makes the backend the one in use. Throws where it does not start. */
export async function activate(name: 'cpu' | 'wasm'): Promise<void> {
  const started = await tf.setBackend(name)
  if (!started || tf.getBackend() !== name) throw new Error(`the ${name} backend did not start`)
  await tf.ready()
  if (name === 'wasm') registered ??= registerWasmKernels()
}
