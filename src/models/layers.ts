/** Layers that models are written with. Weights are slices of the flat parameter vector. */
import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'

/** Images [B, H, W, C] as rows [B, H * W * C]. */
export function flatten(images: Tensor4D): Tensor2D {
  const [batch, height, width, channels] = images.shape
  return tf.reshape(images, [batch, height * width * channels])
}

/**
 * x W + b, with x [B, in], W [in, out], b [out].
 * The bias is added as [1, out]: tfjs's WebGPU backend adds a short rank-1 operand by a
 * kernel that is many times slower.
 */
export function dense(x: Tensor2D, kernel: Tensor, bias: Tensor): Tensor2D {
  return tf.add(tf.matMul(x, kernel as Tensor2D), tf.reshape(bias, [1, bias.size]))
}

/** Convolution with bias; kernel [height, width, in, out], bias [out], added as in `dense`. */
export function convolution(
  x: Tensor4D,
  kernel: Tensor,
  bias: Tensor,
  stride: number,
  padding: 'same' | 'valid',
): Tensor4D {
  const product = tf.conv2d(x, kernel as Tensor4D, stride, padding)
  return tf.add(product, tf.reshape(bias, [1, 1, 1, bias.size]))
}
