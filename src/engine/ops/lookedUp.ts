import * as tf from '@tensorflow/tfjs-core'
import { LOOKED_UP, type LookedUpAttributes } from '../kernels/wasm/lookedUp'
import { hasKernel } from './fastKernel'

/** True where the backend looks bytes up itself. */
export const looksUp = () => hasKernel(LOOKED_UP)

/**
 * A float32 tensor of bytes, by a table for each channel.
 * @param shape the channels last
 * @param tables [channels, 256], flattened
 */
export function lookedUp<R extends tf.Rank>(
  shape: tf.ShapeMap[R],
  bytes: Uint8Array,
  tables: Float32Array,
): tf.Tensor<R> {
  const attributes: LookedUpAttributes = { shape, bytes, tables }
  return tf.engine().runKernel(LOOKED_UP, {}, attributes as unknown as tf.NamedAttrMap)
}
