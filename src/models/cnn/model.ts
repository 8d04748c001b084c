import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core'
import type { Forward } from '../forward'
import { convolution, dense, flatten } from '../layers'
import { cnnGeometry } from './spec'

/** Twice convolution, relu and 2x2 max pooling, then a dense layer. */
export const cnnForward: Forward = (images, weights, options) => {
  const { padding } = cnnGeometry(options)
  const [kernel1, bias1, kernel2, bias2, kernel3, bias3] = weights as readonly [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ]
  const block = (x: Tensor4D, kernel: Tensor, bias: Tensor): Tensor4D =>
    tf.maxPool(tf.relu(convolution(x, kernel, bias, 1, padding)), 2, 2, 'valid')
  const features = block(block(images, kernel1, bias1), kernel2, bias2)
  return dense(flatten(features), kernel3, bias3)
}
