import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import type { Forward } from '../forward'
import { convolution, dense, flatten, standardisedFilters } from '../layers'
import { branchGain, resnetBlocks } from './spec'

/** Residual network: relu(shortcut + branch) per block, global average pooling, dense. */
export const resnetForward: Forward = (images, weights, options) => {
  let used = 0
  const next = () => weights[used++] as Tensor
  const filters = (gain: number) =>
    options.norm === 'weights' ? standardisedFilters(next(), gain) : next()
  const layer = (input: Tensor4D, stride: number, gain = 1): Tensor4D =>
    convolution(input, filters(gain), next(), stride, 'same')
  // The first layer's filters stay as they are: with a mean of 0 they would turn a blank background into 0,
  // the kink of relu, where rounding decides about the gradient.
  const first = convolution(images, next(), next(), 1, 'same')

  let x: Tensor4D = tf.relu(first)
  for (const { stride } of resnetBlocks(options)) {
    const branch = layer(tf.relu(layer(x, stride)), 1, branchGain(options))
    const shortcut = stride === 1 ? x : layer(x, stride)
    x = tf.relu(tf.add(shortcut, branch))
  }
  const last = options.pool === 'none' ? flatten(x) : (tf.mean(x, [1, 2]) as Tensor2D)
  return dense(last, next(), next())
}
