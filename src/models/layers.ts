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

/** Below the squared size of any filter that is trained: it keeps a filter of zeros from dividing by 0. */
const TINY = 1e-8

/**
 * Each filter of a convolution, [height, width, in, out], with a mean of 0 and the size that He's
 * initial weights have on average: a squared norm of 2, times that of the gain. Weight standardisation
 * (S. Qiao et al., 2019), without a gain to be learned: the filters of the next layer can weigh channels.
 */
export function standardisedFilters(kernel: Tensor, gain: number): Tensor {
  const [height, width, inputs, outputs] = (kernel as Tensor4D).shape
  const columns = tf.reshape(kernel, [height * width * inputs, outputs])
  const centred = tf.sub(columns, tf.mean(columns, 0, true))
  const size = tf.sqrt(tf.add(tf.sum(tf.square(centred), 0, true), TINY))
  return tf.reshape(tf.mul(centred, tf.div(Math.SQRT2 * gain, size)), kernel.shape)
}
