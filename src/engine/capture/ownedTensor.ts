import * as tf from '@tensorflow/tfjs-core'
import type { Rank, ShapeMap, Tensor } from '@tensorflow/tfjs-core'
import type { Binding } from './virtualBuffer'

const BYTES = 4

/** A tensor over a buffer of ours: always the same one, and never part of tfjs's pool. */
export interface OwnedTensor<T extends Tensor = Tensor> {
  readonly tensor: T
  readonly binding: Binding<GPUBuffer>
}

/** Zeros at first. Belongs to no scope: `disposeOwned` gives its memory back. */
export function createOwned<R extends Rank>(
  device: GPUDevice,
  shape: ShapeMap[R],
  dtype: 'float32' | 'int32' = 'float32',
): OwnedTensor<Tensor<R>> {
  const size = tf.util.sizeFromShape(shape) * BYTES
  const buffer = device.createBuffer({
    size,
    // As tfjs makes them, so that copies of this one fit its pool.
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  })
  const tensor: Tensor<R> = tf.keep(tf.tensor({ buffer, zeroCopy: true }, shape, dtype))
  return { tensor, binding: { buffer, offset: 0, size } }
}

/** The numbers as they are now, in a tensor of tfjs's that the caller disposes. */
export function copyOwned<R extends Rank>({ tensor, binding }: OwnedTensor<Tensor<R>>): Tensor<R> {
  return tf.tensor({ buffer: binding.buffer }, tensor.shape, tensor.dtype)
}

/** To be called when nothing that uses the buffer waits to be submitted. */
export function disposeOwned({ tensor, binding }: OwnedTensor): void {
  tensor.dispose()
  binding.buffer.destroy()
}
