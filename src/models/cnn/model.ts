import * as tf from '@tensorflow/tfjs-core'
import type { Tensor4D } from '@tensorflow/tfjs-core'
import type { Forward } from '../forward'
import { convolution, dense, flatten } from '../layers'
import { cnnBlocks } from './spec'

/** Blocks of convolution, relu and 2x2 max pooling, then a dense layer. */
export const cnnForward: Forward = (images, weights, options) => {
  const [, height, width, channels] = images.shape
  let x: Tensor4D = images
  cnnBlocks(options, { height, width, channels }).forEach(({ padding, pools }, i) => {
    x = tf.relu(convolution(x, weights[2 * i]!, weights[2 * i + 1]!, 1, padding))
    if (pools) x = tf.maxPool(x, 2, 2, 'valid')
  })
  return dense(flatten(x), weights.at(-2)!, weights.at(-1)!)
}
