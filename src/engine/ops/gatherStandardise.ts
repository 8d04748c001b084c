import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import { GATHER_STANDARDISE, type StandardiseAttributes } from '../kernels/webgpu/gatherStandardise'
import { hasKernel } from './fastKernel'

export type { StandardiseAttributes } from '../kernels/webgpu/gatherStandardise'

/**
 * Bytes of images as int32 words, four bytes to a word, the first in the lowest bits. Each image
 * starts a new word.
 * @param images uint8, `count` images of `size` bytes each
 * @returns values of an int32 tensor [count, ceil(size / 4)]
 */
export function packImages(images: Uint8Array, count: number, size: number): Int32Array {
  const words = Math.ceil(size / 4)
  const bytes = new Uint8Array(count * words * 4)
  for (let i = 0; i < count; i++)
    bytes.set(images.subarray(i * size, (i + 1) * size), i * words * 4)
  const view = new DataView(bytes.buffer)
  return Int32Array.from({ length: count * words }, (_, i) => view.getInt32(i * 4, true))
}

/** The definition, in ordinary tfjs operations. */
export function plainGatherStandardise(
  packed: Tensor2D,
  indices: Tensor1D,
  { shape, mean, std }: StandardiseAttributes,
): Tensor4D {
  return tf.tidy(() => {
    const words = tf.gather(packed, indices)
    const [batch, wordCount] = words.shape as [number, number]
    const byte = tf.scalar(255, 'int32')
    const bytes = [0, 1, 2, 3].map((i): Tensor => {
      const shifted = tf.floorDiv(words, tf.scalar(2 ** (8 * i), 'int32'))
      return tf.bitwiseAnd(shifted, tf.broadcastTo(byte, shifted.shape))
    })
    const size = tf.util.sizeFromShape([...shape])
    const flat = tf.reshape(tf.stack(bytes, 2), [batch, wordCount * 4])
    const pixels = tf.cast(tf.slice(flat, [0, 0], [batch, size]), 'float32')
    const images = tf.reshape(tf.div(pixels, 255), [batch, ...shape])
    return tf.div(tf.sub(images, tf.tensor1d([...mean])), tf.tensor1d([...std])) as Tensor4D
  })
}

/**
 * The images of a batch, standardised as (pixel / 255 - mean) / std per channel.
 * @param packed [N, ceil(H W C / 4)] int32, as `packImages` makes it
 * @param indices [B] int32, each in [0, N)
 * @returns [B, H, W, C]
 */
export function gatherStandardise(
  packed: Tensor2D,
  indices: Tensor1D,
  attributes: StandardiseAttributes,
): Tensor4D {
  if (!hasKernel(GATHER_STANDARDISE)) return plainGatherStandardise(packed, indices, attributes)
  return tf
    .engine()
    .runKernel<Tensor4D>(
      GATHER_STANDARDISE,
      { packed, indices },
      attributes as unknown as tf.NamedAttrMap,
    )
}
