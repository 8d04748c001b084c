import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { heldBuffer } from '../heldBuffer'
import type { UpdateRule } from '../rule'

/**
 * ALI-G (Berrada, Zisserman, Kumar 2020): the step at which the linearised loss would reach
 * zero, never longer than maxLr.
 *
 *     gamma = max(0, min(l / (|g|^2 + eps), maxLr))
 *     plain      w <- w - gamma g
 *     standard   v <- mu v - gamma g      w <- w - gamma g + mu v
 *     adjusted   b <- mu b - g            w <- w - gamma g + gamma mu b
 *
 * Premise: the smallest possible loss is about 0. A negative loss gives a step of 0. In
 * adjusted mode a gradient that is exactly 0 does not move the weights: gamma is l / eps
 * there, and the published rule would multiply old gradients by it.
 */
export const aligRule: UpdateRule = ({
  parameters,
  gradient,
  loss,
  gradNormSq,
  state,
  hyper,
  staticOptions,
}) => {
  const { maxLr, momentum, eps } = hyper as Record<'maxLr' | 'momentum' | 'eps', Scalar>
  const buffer = state[0] as Tensor1D

  const unclipped: Scalar = tf.div(loss, tf.add(gradNormSq, eps))
  const stepSize: Scalar = tf.maximum(tf.minimum(unclipped, maxLr), 0)
  const descent: Tensor1D = tf.mul(stepSize, gradient)

  if (staticOptions.momentumMode === 'adjusted') {
    const next: Tensor1D = tf.sub(tf.mul(momentum, buffer), gradient)
    const velocityStep: Scalar = tf.where(tf.greater(gradNormSq, 0), stepSize, 0)
    const carried: Tensor1D = tf.mul(tf.mul(velocityStep, momentum), next)
    return {
      parameters: tf.add(tf.sub(parameters, descent), carried),
      state: [heldBuffer(momentum, next)],
      stepSize,
      unclipped,
    }
  }
  const next: Tensor1D = tf.sub(tf.mul(momentum, buffer), descent)
  return {
    parameters: tf.add(tf.sub(parameters, descent), tf.mul(momentum, next)),
    state: [heldBuffer(momentum, next)],
    stepSize,
    unclipped,
  }
}
