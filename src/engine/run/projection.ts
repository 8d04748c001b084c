import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { FINITE_MAX } from './sentinels'

/** Euclidean norm of all elements; Infinity above 1.8e19, where a square leaves float32. */
export function norm(vector: Tensor1D): Scalar {
  return tf.sqrt(tf.sum(tf.square(vector)))
}

export interface Projected {
  readonly parameters: Tensor1D
  /** Rank-0 bool: the point was outside and has been moved. */
  readonly moved: Scalar
}

/**
 * The nearest point of the ball |w| <= radius: w r / |w| where |w| > r, otherwise w itself.
 * A norm that overflows is left alone; the loss at such weights is not finite, and the steps
 * that follow are skipped and counted.
 * @param radius rank-0; NO_LIMIT means no ball
 */
export function projectOntoBall(parameters: Tensor1D, radius: Scalar): Projected {
  const length = norm(parameters)
  const moved: Scalar = tf.logicalAnd(tf.greater(length, radius), tf.lessEqual(length, FINITE_MAX))
  const factor: Scalar = tf.where(moved, tf.div(radius, length), 1)
  return { parameters: tf.mul(parameters, factor), moved }
}
