/** What a script needs of the engine, in one bundle: `loadEngine` makes it. */
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { registerWasmKernels } from '../../src/engine/kernels/wasm'

export { measureInstruments } from '../../src/engine/testing/measureInstruments'
export { loadData, trainExperiment } from '../../src/engine/testing/trainExperiment'
export { trainSpirals } from '../../src/engine/testing/trainSpirals'
export { trainTrial } from '../../src/engine/testing/trainTrial'
export { decodeLink } from '../../src/experiment/link'

/** @param folder of the backend's binaries, with a slash at its end */
export async function useBackend(name: string, folder: string): Promise<void> {
  setWasmPaths(folder)
  if (!(await tf.setBackend(name))) throw new Error(`The backend ${name} does not start here.`)
  if (name === 'wasm') registerWasmKernels()
}
