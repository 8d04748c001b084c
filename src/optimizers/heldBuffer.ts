import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'

/**
 * The momentum buffer to store: `next`, or zeros while momentum is 0, so that switching
 * momentum on starts from rest.
 */
export function heldBuffer(momentum: Scalar, next: Tensor1D): Tensor1D {
  return tf.where(tf.greater(momentum, 0), next, tf.zerosLike(next))
}
