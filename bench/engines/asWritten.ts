import * as tf from '@tensorflow/tfjs-core'
import type { Lane } from '../../src/engine/lane'

/**
 * A run that carries out its steps as written where it would record them: the engine records
 * only on a backend that has every member it needs, and while this run is made one is missing.
 */
export function asWritten(make: () => Lane): Lane {
  const backend = tf.backend() as unknown as Record<string, unknown>
  // Not used while a run is made.
  backend['readToGPU'] = undefined
  try {
    const lane = make()
    if (lane.takeWarning() === null) throw new Error('This run would be recorded all the same.')
    return lane
  } finally {
    delete backend['readToGPU']
  }
}
