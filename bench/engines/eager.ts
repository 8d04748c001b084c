import * as tf from '@tensorflow/tfjs-core'
import type { TrainingRun } from '../../src/engine/run/trainingRun'

/**
 * A run that carries out every step eagerly where it would record them: the engine records only
 * on a backend that has every member it needs, and while this run is made one is missing.
 */
export function eagerRun(make: () => TrainingRun): TrainingRun {
  const backend = tf.backend() as unknown as Record<string, unknown>
  // Not used while a run is made.
  backend['readToGPU'] = undefined
  try {
    const trainingRun = make()
    if (trainingRun.takeWarning() === null)
      throw new Error('This run would be recorded all the same.')
    return trainingRun
  } finally {
    delete backend['readToGPU']
  }
}
