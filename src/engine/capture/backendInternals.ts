/**
 * What a capture needs of tfjs-backend-webgpu 4.22.0. Everything that is touched is named here
 * and checked before the first capture; another version of the backend is refused rather than
 * guessed at, and training then runs eagerly.
 *
 * Public in the backend's types, replaced while a step is traced: `bufferManager`, `device`,
 * `queue`, `write`, `uploadToGPU`, `readSync`, `read`, `readToGPU`, `shouldExecuteOnCPU`.
 * Public and used: `tensorMap`, `submitQueue`, `ensureCommandEncoderReady`,
 * `endComputePassEncoder`.
 * Private and used: `commandEncoder`, the commands that tfjs has not submitted yet.
 * Of the device, covered for good by `shaderSources.ts`: `createShaderModule`,
 * `createComputePipeline`. `lift/liftShader.ts` knows the form of tfjs's shaders and leaves alone
 * what has another one.
 *
 * Behaviour that is assumed, and that the tests of this folder would show to be broken:
 * - a tensor's `resource` that is not a GPUBuffer goes into bind groups as it is, and is dropped
 *   without a word when the tensor is disposed
 * - every input and output of a program passes through `uploadToGPU` first
 * - binding 0 of a program is what it writes; it only reads the others
 * - uniforms come from `bufferManager` and are filled by `queue.writeBuffer` once, whole
 * - all encoding goes through `device.createCommandEncoder` and `queue.submit`
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type { DataId } from '@tensorflow/tfjs-core'
import { isVirtual, type AnyBuffer, type Binding } from './virtualBuffer'
import { CaptureError } from './captureError'

const METHODS = [
  'write',
  'uploadToGPU',
  'readSync',
  'read',
  'readToGPU',
  'shouldExecuteOnCPU',
  'submitQueue',
  'ensureCommandEncoderReady',
  'endComputePassEncoder',
] as const
const OBJECTS = ['bufferManager', 'device', 'queue', 'tensorMap'] as const

interface PrivateMembers {
  commandEncoder: GPUCommandEncoder | null
}

/** @throws CaptureError where this is not the backend that captures were written for */
export function checkBackend(backend: object): asserts backend is WebGPUBackend {
  const members = backend as Record<string, unknown>
  const missing = [
    ...METHODS.filter((name) => typeof members[name] !== 'function'),
    ...OBJECTS.filter((name) => typeof members[name] !== 'object' || members[name] === null),
    ...('commandEncoder' in backend ? [] : ['commandEncoder']),
  ]
  if (missing.length > 0) {
    throw new CaptureError(
      `This version of the WebGPU backend cannot be recorded: it has no ${missing.join(', ')}.`,
    )
  }
}

/**
 * Submits what tfjs has encoded so far. To be called before any command that does not go through
 * tfjs, so that both reach the device in the order in which they were given.
 */
export function flush(backend: WebGPUBackend): void {
  if (!(backend as unknown as PrivateMembers).commandEncoder) return
  backend.endComputePassEncoder()
  backend.submitQueue()
}

/** Where a tensor's numbers lie on the device; they are uploaded first if they are not there. */
export function bindingOf(backend: WebGPUBackend, dataId: DataId): Binding {
  backend.uploadToGPU(dataId)
  return asBinding(backend.tensorMap.get(dataId).resource as unknown as AnyBuffer | Binding)
}

/** A resource as tfjs binds it: a buffer, a binding, or a binding without offset or size. */
export function asBinding(resource: AnyBuffer | (Partial<Binding> & Pick<Binding, 'buffer'>)) {
  if (isVirtual(resource) || resource instanceof GPUBuffer) {
    return { buffer: resource, offset: 0, size: resource.size }
  }
  const { buffer, offset = 0 } = resource
  return { buffer, offset, size: resource.size ?? buffer.size - offset }
}
