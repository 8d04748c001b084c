import * as tf from '@tensorflow/tfjs-core'
import { watchDevice } from '../kernels/webgpu/uncapturedErrors'
import type { BackendReport } from '../../worker/protocol'

/** The parts of tfjs's backends that know about the device. */
interface GpuBackend {
  readonly device?: GPUDevice
  readonly canvas?: EventTarget
}

/**
 * Calls back when the device of the backend in use can no longer be trusted: when it refused a
 * command, which tfjs does not look at, or when it is gone, because the driver was restarted,
 * graphics memory ran out or an external card was unplugged.
 * @param onTrouble given a sentence for the person at the page
 */
export function watchForTrouble(
  name: BackendReport['name'],
  onTrouble: (sentence: string) => void,
) {
  const backend = tf.backend() as unknown as GpuBackend
  const sentence = 'The graphics device was lost. The numbers gathered so far are kept.'
  if (name === 'webgpu' && backend.device) {
    void backend.device.lost.then(() => onTrouble(sentence))
    watchDevice(backend.device, onTrouble)
  }
  if (name === 'webgl')
    backend.canvas?.addEventListener('webglcontextlost', () => onTrouble(sentence), { once: true })
}
