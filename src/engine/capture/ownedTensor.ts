import * as tf from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type { Rank, ShapeMap, Tensor } from '@tensorflow/tfjs-core'
import { bindingOf, flush } from './backendInternals'
import type { Binding } from './virtualBuffer'

const BYTES = 4

/** A tensor over a buffer of ours, or a part of one, and never part of tfjs's pool. */
export interface OwnedTensor<T extends Tensor = Tensor> {
  readonly tensor: T
  readonly binding: Binding<GPUBuffer>
  /** The buffer holds nothing else and goes with the tensor. */
  readonly isWhole: boolean
}

/** As tfjs makes them, so that copies of this one fit its pool. */
const usage = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST

/** A buffer whose parts are to be owned tensors. Zeros at first. */
export const createShared = (device: GPUDevice, size: number): GPUBuffer =>
  device.createBuffer({ size, usage: usage() })

/** Zeros at first. Belongs to no scope: `disposeOwned` gives its memory back. */
export function createOwned<R extends Rank>(
  device: GPUDevice,
  shape: ShapeMap[R],
  dtype: 'float32' | 'int32' = 'float32',
): OwnedTensor<Tensor<R>> {
  const size = tf.util.sizeFromShape(shape) * BYTES
  const buffer = device.createBuffer({ size, usage: usage() })
  const tensor: Tensor<R> = tf.keep(tf.tensor({ buffer, zeroCopy: true }, shape, dtype))
  return { tensor, binding: { buffer, offset: 0, size }, isWhole: true }
}

/**
 * The numbers of `binding` as a tensor shaped like `like`; whoever made the buffer keeps it. tfjs
 * binds a resource that is not a GPUBuffer as it is, which `kernels/webgpu/views.ts` leans on too.
 */
export function ownPart<T extends Tensor>(
  backend: WebGPUBackend,
  like: T,
  binding: Binding<GPUBuffer>,
): OwnedTensor<T> {
  const whole = { buffer: binding.buffer, zeroCopy: true }
  const tensor = tf.keep(tf.tensor(whole, like.shape, like.dtype)) as T
  backend.tensorMap.get(tensor.dataId).resource = binding as unknown as GPUBuffer
  return { tensor, binding, isWhole: false }
}

/** The numbers as they are now, in a tensor of tfjs's that the caller disposes. */
export function copyOwned<R extends Rank>({
  tensor,
  binding,
  isWhole,
}: OwnedTensor<Tensor<R>>): Tensor<R> {
  const { shape, dtype } = tensor
  if (isWhole) return tf.tensor({ buffer: binding.buffer }, shape, dtype)
  const backend = tf.backend() as WebGPUBackend
  const info = backend.makeTensorInfo(shape, dtype)
  const copy = tf.engine().makeTensorFromTensorInfo(info) as Tensor<R>
  const to = bindingOf(backend, copy.dataId) as Binding<GPUBuffer>
  flush(backend)
  const encoder = backend.device.createCommandEncoder()
  encoder.copyBufferToBuffer(binding.buffer, binding.offset, to.buffer, to.offset, binding.size)
  backend.device.queue.submit([encoder.finish()])
  return copy
}

/** To be called when nothing that uses the buffer waits to be submitted. */
export function disposeOwned({ tensor, binding, isWhole }: OwnedTensor): void {
  tensor.dispose()
  if (isWhole) binding.buffer.destroy()
}
