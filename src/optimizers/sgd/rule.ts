import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { heldBuffer } from '../heldBuffer'
import type { UpdateRule } from '../rule'

/**
 * Stochastic gradient descent with momentum, in PyTorch's form (dampening 0).
 *
 *     b <- mu b + g
 *     w <- w - lr b             Nesterov: w <- w - lr (g + mu b)
 */
export const sgdRule: UpdateRule = ({ parameters, gradient, state, hyper, staticOptions }) => {
  const { lr, momentum } = hyper as Record<'lr' | 'momentum', Scalar>
  const buffer: Tensor1D = tf.add(tf.mul(momentum, state[0] as Tensor1D), gradient)
  const direction: Tensor1D =
    staticOptions.nesterov === true ? tf.add(gradient, tf.mul(momentum, buffer)) : buffer
  return {
    parameters: tf.sub(parameters, tf.mul(lr, direction)),
    state: [heldBuffer(momentum, buffer)],
    stepSize: lr,
  }
}
