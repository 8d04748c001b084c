import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import { STANDARDISE_BYTES, type StandardiseAttributes } from '../kernels/webgpu/standardiseBytes'
import { hasKernel } from './fastKernel'

export type { StandardiseAttributes } from '../kernels/webgpu/standardiseBytes'

/** True where batches are better handed over as bytes than as numbers. */
export const takesBytes = () => hasKernel(STANDARDISE_BYTES)

/**
 * Bytes of images, four to an int32, the first in the lowest bits; each image starts a new word.
 * @param images `count` images of one size; where that is a multiple of 4 their buffer is used
 * @returns int32 [count, ceil(size / 4)]
 */
export function packBytes(images: Uint8Array, count: number): Tensor2D {
  const size = images.length / count
  const words = Math.ceil(size / 4)
  let padded = images
  if (size % 4 !== 0 || images.byteOffset % 4 !== 0) {
    padded = new Uint8Array(count * words * 4)
    for (let i = 0; i < count; i++)
      padded.set(images.subarray(i * size, (i + 1) * size), i * words * 4)
  }
  const packed = new Int32Array(padded.buffer, padded.byteOffset, count * words)
  return tf.tensor2d(packed, [count, words], 'int32')
}

/** The definition, in ordinary tfjs operations. */
export function plainStandardiseBytes(
  packed: Tensor2D,
  { shape, mean, std }: StandardiseAttributes,
): Tensor4D {
  return tf.tidy(() => {
    const [batch, words] = packed.shape
    const byte = tf.scalar(255, 'int32')
    const bytes = [0, 1, 2, 3].map((i): Tensor => {
      const shifted = tf.floorDiv(packed, tf.scalar(2 ** (8 * i), 'int32'))
      return tf.bitwiseAnd(shifted, tf.broadcastTo(byte, shifted.shape))
    })
    const size = tf.util.sizeFromShape([...shape])
    const flat = tf.reshape(tf.stack(bytes, 2), [batch, words * 4])
    const pixels = tf.cast(tf.slice(flat, [0, 0], [batch, size]), 'float32')
    const images = tf.reshape(tf.div(pixels, 255), [batch, ...shape])
    return tf.div(tf.sub(images, tf.tensor1d([...mean])), tf.tensor1d([...std])) as Tensor4D
  })
}

/**
 * The images of a batch, standardised as (pixel / 255 - mean) / std per channel.
 * @param packed [B, ceil(H W C / 4)] int32, as `packBytes` makes it
 * @returns [B, H, W, C]
 */
export function standardiseBytes(packed: Tensor2D, attributes: StandardiseAttributes): Tensor4D {
  if (!hasKernel(STANDARDISE_BYTES)) return plainStandardiseBytes(packed, attributes)
  return tf
    .engine()
    .runKernel<Tensor4D>(STANDARDISE_BYTES, { packed }, attributes as unknown as tf.NamedAttrMap)
}
