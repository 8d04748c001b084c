import * as tf from '@tensorflow/tfjs-core'
import { WRITTEN, type WrittenAttributes } from '../kernels/wasm/written'
import { hasKernel } from './fastKernel'

/** A float32 tensor of numbers that come from the host. @param write sets every number, once */
export function written<R extends tf.Rank>(
  shape: tf.ShapeMap[R],
  write: WrittenAttributes['write'],
): tf.Tensor<R> {
  if (hasKernel(WRITTEN))
    return tf.engine().runKernel(WRITTEN, {}, { shape, write } as unknown as tf.NamedAttrMap)
  const numbers = new Float32Array(tf.util.sizeFromShape(shape))
  write(numbers)
  return tf.tensor(numbers, shape)
}
