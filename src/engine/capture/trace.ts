/**
 * Runs a step without running it: tfjs does everything it does for a step, but its buffers are
 * virtual and its commands are written down instead of encoded. Only shaders are compiled.
 *
 * The backend's own members are covered by properties of the instance for that time, so that
 * kernels of any origin are caught, ours too.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { DataId, Tensor } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { asBinding, bindingOf, flush } from './backendInternals'
import { CaptureError } from './captureError'
import { VirtualBuffer, isVirtual, type Binding } from './virtualBuffer'

/** One dispatch. */
export interface Launch {
  readonly pipeline: GPUComputePipeline
  readonly layout: GPUBindGroupLayout
  /** In the order of their numbers; the first is written, the others are only read. */
  readonly bindings: readonly Binding[]
  readonly workgroups: readonly [number, number, number]
}

export interface Trace {
  readonly launches: readonly Launch[]
  /** Where the step's results lie, in the order in which it returned them. */
  readonly outputs: readonly Binding[]
}

/**
 * @param declared every tensor from outside that the step may use; uploaded here if need be
 * @param step returns its results; called once, in a scope that disposes what it makes
 * @throws CaptureError where the step does what a replay cannot repeat
 */
export function traceStep(
  backend: WebGPUBackend,
  declared: readonly Tensor[],
  step: () => readonly Tensor[],
): Trace {
  for (const { dataId } of declared) backend.uploadToGPU(dataId)
  flush(backend)

  const launches: Launch[] = []
  const born = new Set<DataId>()
  const known = new Set(declared.map(({ dataId }) => dataId))
  let refusal: CaptureError | undefined
  const refuse = (sentence: string): never => {
    refusal ??= new CaptureError(sentence)
    throw refusal
  }

  const { write, uploadToGPU } = backend
  const readsValues = 'The step reads the values of a tensor, so a replay cannot repeat it.'
  const overrides = {
    ...fakeDevice(backend, launches, refuse),
    write: (...values: Parameters<typeof write>) => {
      const dataId = write.apply(backend, values)
      born.add(dataId as DataId)
      return dataId
    },
    uploadToGPU: (dataId: DataId) => {
      if (!born.has(dataId) && !known.has(dataId)) {
        refuse('The step uses a tensor from outside that is not one of its inputs.')
      }
      uploadToGPU.call(backend, dataId)
    },
    readSync: (dataId: DataId) => {
      const values = born.has(dataId) ? backend.tensorMap.get(dataId).values : null
      return values ?? refuse(readsValues)
    },
    // Asked for by an async function, where an exception would only reject a promise.
    read: () => {
      refusal ??= new CaptureError(readsValues)
      return new Promise<never>(() => undefined)
    },
    readToGPU: () => refuse(readsValues),
    shouldExecuteOnCPU: () => false,
  }

  let outputs: readonly Binding[] = []
  const tensorsBefore = tf.memory().numTensors
  withOverrides(backend, overrides, () => {
    try {
      tf.tidy(() => {
        outputs = step().map(({ dataId }) => bindingOf(backend, dataId))
      })
    } finally {
      // Lets the backend's own bookkeeping of this scope run out, into nothing.
      backend.endComputePassEncoder()
      backend.ensureCommandEncoderReady()
      backend.submitQueue()
      for (const dataId of born) if (backend.tensorMap.has(dataId)) backend.tensorMap.delete(dataId)
    }
  })
  if (refusal) throw refusal
  if (tf.memory().numTensors !== tensorsBefore) {
    throw new CaptureError('The step keeps tensors of its own from one call to the next.')
  }
  return { launches, outputs }
}

/** Buffers, queue and device that only write down what is asked of them. */
function fakeDevice(
  { device }: WebGPUBackend,
  launches: Launch[],
  refuse: (sentence: string) => never,
) {
  let buffers = 0
  let pipeline: GPUComputePipeline | undefined
  let group: GPUBindGroupDescriptor | undefined
  const pass = {
    setPipeline: (next: GPUComputePipeline) => (pipeline = next),
    // What `createBindGroup` below has passed on.
    setBindGroup: (_index: number, next: GPUBindGroupDescriptor) => (group = next),
    dispatchWorkgroups: (x: number, y = 1, z = 1) => {
      const { layout, entries } = group!
      const bindings = [...entries].map(({ resource }) => asBinding(resource as unknown as Binding))
      launches.push({ pipeline: pipeline!, layout, bindings, workgroups: [x, y, z] })
    },
    end: () => undefined,
  }
  const encoder = {
    beginComputePass: () => pass,
    finish: () => undefined,
    copyBufferToBuffer: () => refuse('The step copies whole buffers, which is not recorded.'),
  }
  const fakes: Partial<Record<string | symbol, unknown>> = {
    createBindGroup: (descriptor: GPUBindGroupDescriptor) => descriptor,
    createCommandEncoder: () => encoder,
    createBuffer: () => refuse('The step makes buffers of its own, which are not recorded.'),
  }
  return {
    device: new Proxy(device, {
      get: (target, key) => {
        if (fakes[key]) return fakes[key]
        const member: unknown = Reflect.get(target, key, target)
        return typeof member === 'function' ? (member.bind(target) as unknown) : member
      },
    }),
    bufferManager: {
      acquireBuffer: (size: number, usage: number, mappedAtCreation = false) =>
        new VirtualBuffer(buffers++, size, usage, mappedAtCreation),
      releaseBuffer: () => undefined,
      numBytesUsed: 0,
      numBytesAllocated: 0,
    },
    queue: {
      submit: () => undefined,
      writeBuffer: (
        buffer: unknown,
        _offset: number,
        data: ArrayBuffer,
        start = 0,
        size = data.byteLength - start,
      ) => {
        if (!isVirtual(buffer)) return refuse('The step writes into a buffer of an input.')
        buffer.contents = data.slice(start, start + size)
      },
    },
  }
}

/** Covers members of `target` while `run` runs, also when it throws. */
function withOverrides(
  target: object,
  overrides: Readonly<Record<string, unknown>>,
  run: () => void,
): void {
  const saved = Object.keys(overrides).map(
    (key) => [key, Object.getOwnPropertyDescriptor(target, key)] as const,
  )
  Object.assign(target, overrides)
  try {
    run()
  } finally {
    for (const [key, descriptor] of saved) {
      if (descriptor) Object.defineProperty(target, key, descriptor)
      else Reflect.deleteProperty(target, key)
    }
  }
}
