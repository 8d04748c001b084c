/**
 * Tensors that are a part of another tensor's buffer: a kernel can write one buffer only, and a
 * view makes several tensors of it without a copy or a launch.
 *
 * This leans on private parts of tfjs 4.22, which the tests of this folder check: a tensor's
 * `resource` that is not a GPUBuffer goes into the bind group as it is, an `external` one is never
 * given back to the buffer pool, and `disposeData` passes on to the two parts of a complex tensor.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'

const BYTES = 4

/** `GPUBufferBinding`, also over the buffers of a recorder, which are not GPUBuffers. */
interface BufferPart {
  readonly buffer: GPUBuffer
  readonly offset: number
  readonly size: number
}

export interface Part {
  /** First element; a multiple of `viewAlignment`. */
  readonly offset: number
  readonly shape: readonly number[]
}

/** Elements that the start of a view must be a multiple of. */
export function viewAlignment(backend: WebGPUBackend): number {
  return backend.device.limits.minStorageBufferOffsetAlignment / BYTES
}

const elements = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)

const readable = new WeakSet<WebGPUBackend>()

/** tfjs reads whole buffers only: before that, a view is copied into a buffer of its own. */
function makeViewsReadable(backend: WebGPUBackend): void {
  if (readable.has(backend)) return
  readable.add(backend)
  const whole = backend.getBufferData.bind(backend)
  backend.getBufferData = async (resource) => {
    if (resource instanceof GPUBuffer) return whole(resource)
    const { buffer, offset, size } = resource as unknown as BufferPart
    const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
    const copy = backend.device.createBuffer({ size, usage })
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    const { commandEncoder } = backend as unknown as { commandEncoder: GPUCommandEncoder }
    commandEncoder.copyBufferToBuffer(buffer, offset, copy, 0, size)
    try {
      return await whole(copy)
    } finally {
      copy.destroy()
    }
  }
}

/**
 * Float32 views of parts of `base`, which stays allocated until all of them are disposed.
 * @param owned the caller gives `base` up: only the views keep it
 */
export function makeViews(
  backend: WebGPUBackend,
  base: TensorInfo,
  parts: readonly Part[],
  owned: boolean,
): TensorInfo[] {
  if (parts.length === 0) {
    if (owned) backend.disposeData(base.dataId)
    return []
  }
  makeViewsReadable(backend)
  backend.uploadToGPU(base.dataId)
  const data = backend.tensorMap.get(base.dataId)
  const whole = data.resource as GPUBuffer | BufferPart
  const within =
    'offset' in whole && 'buffer' in whole ? whole : { buffer: whole as GPUBuffer, offset: 0 }
  // Disposing a view lets go of `base` twice, as its real and as its imaginary part.
  data.refCount += 2 * parts.length - (owned ? 1 : 0)
  return parts.map(({ offset, shape }) => {
    const info = backend.makeTensorInfo([...shape], 'float32')
    const view = backend.tensorMap.get(info.dataId)
    const resource: BufferPart = {
      buffer: within.buffer,
      offset: within.offset + offset * BYTES,
      size: elements(shape) * BYTES,
    }
    view.resource = resource as unknown as GPUBuffer
    view.external = true
    view.complexTensorInfos = { real: base, imag: base }
    return info
  })
}
