import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'

/**
 * The weights to evaluate at, [P], of a rule that keeps them in a state: before the first step has
 * been done there is nothing in it yet.
 * @param trained the weights that gradients are taken at, [P]
 * @param kept what the rule keeps, [P]
 * @param steps steps done
 */
export function evaluatedWeights(trained: Tensor1D, kept: Tensor1D, steps: Scalar): Tensor1D {
  return tf.tidy(() => {
    const isStarted = tf.broadcastTo(tf.greater(steps, 0), trained.shape)
    return tf.where(isStarted, kept, trained)
  })
}
