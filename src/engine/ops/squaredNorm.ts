import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { SQUARED_NORM } from '../kernels/webgpu/squaredNorm'
import { hasKernel } from './fastKernel'

/** The definition, in ordinary tfjs operations. */
export function plainSquaredNorm(vector: Tensor1D): Scalar {
  return tf.sum(tf.square(vector))
}

/** Squared Euclidean norm of a flat vector [P], rank 0. The fast kernel has no gradient. */
export function squaredNorm(vector: Tensor1D): Scalar {
  return hasKernel(SQUARED_NORM)
    ? tf.engine().runKernel<Scalar>(SQUARED_NORM, { x: vector })
    : plainSquaredNorm(vector)
}
