import * as tf from '@tensorflow/tfjs-core'
import type { BackendReport } from '../worker/protocol'

/** The parts of tfjs's backends that know about the device. */
interface GpuBackend {
  readonly device?: GPUDevice
  readonly canvas?: EventTarget
}

/**
 * Calls back once when the device of the backend in use is gone: the driver was restarted, the
 * system ran out of graphics memory, an external card was unplugged. Nothing on it can be read
 * any more.
 * @param onLost given a sentence for the person at the page
 */
export function watchForLoss(name: BackendReport['name'], onLost: (sentence: string) => void) {
  const backend = tf.backend() as unknown as GpuBackend
  const sentence = 'The graphics device was lost. The numbers gathered so far are kept.'
  if (name === 'webgpu') void backend.device?.lost.then(() => onLost(sentence))
  if (name === 'webgl')
    backend.canvas?.addEventListener('webglcontextlost', () => onLost(sentence), { once: true })
}
