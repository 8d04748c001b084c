import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import type { UpdateRule } from '../rule'

/** Running mean with memory `beta`, started at zero: beta mean + (1 - beta) value. */
function runningMean<T extends tf.Tensor>(beta: Scalar, mean: T, value: T | number): T {
  return tf.add(tf.mul(beta, mean), tf.mul(tf.sub(1, beta), value))
}

/**
 * Adam (Kingma, Ba 2015), bias-corrected as in PyTorch, eps outside the root; with
 * `decay = decoupled` it is AdamW (Loshchilov, Hutter 2019).
 *
 *     m <- beta1 m + (1 - beta1) g          c1 = 1 - beta1^t
 *     v <- beta2 v + (1 - beta2) g^2        c2 = 1 - beta2^t
 *     w <- w (1 - lr lambda)                decoupled only
 *     w <- w - lr (m / c1) / (sqrt(v / c2) + eps)
 *
 * c1 and c2 are state, and running means of the constant 1 under the same recursion as m and
 * v: the float32 error of 1 - beta2 (1.3e-5 relative at 0.999) then cancels in v / c2, which
 * it does not where beta^t is kept and subtracted from 1. They also stay right when a beta is
 * edited while training.
 */
export const adamRule: UpdateRule = ({ parameters, gradient, state, hyper, staticOptions }) => {
  const { lr, beta1, beta2, eps, weightDecay } = hyper as Record<
    'lr' | 'beta1' | 'beta2' | 'eps' | 'weightDecay',
    Scalar
  >
  const [m0, v0, c10, c20] = state as [Tensor1D, Tensor1D, Scalar, Scalar]

  const m = runningMean(beta1, m0, gradient)
  const v = runningMean<Tensor1D>(beta2, v0, tf.square(gradient))
  const c1 = runningMean(beta1, c10, 1)
  const c2 = runningMean(beta2, c20, 1)

  const decayed: Tensor1D =
    staticOptions.decay === 'decoupled'
      ? tf.mul(parameters, tf.sub(1, tf.mul(lr, weightDecay)))
      : parameters
  const scale: Tensor1D = tf.add(tf.sqrt(tf.div(v, c2)), eps)
  const move: Tensor1D = tf.div(tf.mul(tf.div(lr, c1), m), scale)
  return {
    parameters: tf.sub(decayed, move),
    state: [m, v, c1, c2],
    stepSize: lr,
  }
}
