/** Loads TypeScript of this project under Node, with tfjs on wasm. */
import { fileURLToPath } from 'node:url'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs' // registers the gradients
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { runnerImport } from 'vite'

/** Node finds no way into these modules of tfjs; the whole library has registered the same gradients. */
const GRADIENTS = '@tensorflow/tfjs-core/dist/register_all_gradients'
const NOTHING = 'virtual:nothing'

/**
 * @param {URL} url of a module that exports `registerWasmKernels`
 * @returns {Promise<any>}
 */
export async function wasmModule(url) {
  const binaries = new URL(
    '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/',
    import.meta.url,
  )
  setWasmPaths(fileURLToPath(binaries))
  await tf.setBackend('wasm')
  const { module } = await runnerImport(fileURLToPath(url), {
    resolve: { alias: { [GRADIENTS]: NOTHING } },
    plugins: [
      {
        name: 'nothing',
        resolveId: (id) => (id === NOTHING ? NOTHING : undefined),
        load: (id) => (id === NOTHING ? 'export {}' : undefined),
      },
    ],
  })
  module.registerWasmKernels()
  return module
}
