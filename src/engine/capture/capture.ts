/**
 * One training step as a list of dispatches over buffers of its own, made once and replayed. What
 * tfjs does meanwhile, on whatever buffers, cannot disturb it.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { checkBackend } from './backendInternals'
import { traceDifference } from './traceDifference'
import { lifetimesOf, placeBuffers, withoutDead } from './liveness'
import type { OwnedTensor } from './ownedTensor'
import { pack } from './packing'
import { CaptureError } from './captureError'
import { encodeCopies, planCopies, type Copy } from './stateCopies'
import { traceStep, type Launch, type Trace } from './trace'
import { isVirtual, type AnyBuffer, type Binding, type VirtualBuffer } from './virtualBuffer'

export interface Capturable {
  /** Tensors that the step replaces. */
  readonly state: readonly OwnedTensor[]
  /** The other tensors it may use: hyperparameters and the batch. Only ever rewritten in place. */
  readonly inputs: readonly Tensor[]
  /** The step on those very tensors. Returns the new state, shaped as the old, and the metrics. */
  readonly step: () => { readonly state: readonly Tensor[]; readonly metrics: Tensor }
}

interface Dispatch {
  readonly pipeline: GPUComputePipeline
  readonly group: GPUBindGroup
  readonly workgroups: readonly [number, number, number]
}

/** Bytes that a capture holds on the device. */
export interface CaptureMemory {
  readonly intermediates: number
  /** What the intermediates would take if none shared memory. */
  readonly intermediatesUnshared: number
  readonly uniforms: number
  readonly constants: number
}

export class Capture {
  /** Dispatches of one replay. */
  readonly dispatchCount: number
  /** Where the metrics lie after a replay. */
  readonly metrics: Binding<GPUBuffer>
  readonly memory: CaptureMemory
  private dispatches: readonly Dispatch[]
  private copies: readonly Copy[]
  private readonly buffers: GPUBuffer[] = []

  /** @throws CaptureError where the step cannot be recorded; nothing is left behind */
  constructor(backend: WebGPUBackend, { state, inputs, step }: Capturable) {
    checkBackend(backend)
    const { device } = backend
    const declared = [...state.map(({ tensor }) => tensor), ...inputs]
    const run = () => {
      const next = step()
      checkState(state, next.state)
      return [...next.state, next.metrics]
    }
    const trace = traceStep(backend, declared, run)
    const difference = traceDifference(trace, traceStep(backend, declared, run))
    if (difference) {
      throw new CaptureError(
        `The step does not do the same twice, so a replay would be wrong: ${difference}.`,
      )
    }

    const launches = liveLaunches(trace)
    const results = trace.outputs.map(({ buffer }) => buffer)
    const written = new Map<VirtualBuffer, ArrayBuffer>()
    for (const buffer of [...launches.flatMap((launch) => launch.reads), ...results]) {
      if (isVirtual(buffer) && buffer.contents) written.set(buffer, buffer.contents)
    }
    const isUniform = ({ usage }: VirtualBuffer) => (usage & GPUBufferUsage.UNIFORM) !== 0
    const chosen = (uniform: boolean) =>
      new Map([...written].filter(([buffer]) => isUniform(buffer) === uniform))
    const { limits } = device
    const uniforms = pack(chosen(true), limits.minUniformBufferOffsetAlignment)
    const constants = pack(chosen(false), limits.minStorageBufferOffsetAlignment)
    const sizeOf = (buffer: AnyBuffer) =>
      isVirtual(buffer) && !buffer.contents ? buffer.size : undefined
    const lifetimes = lifetimesOf(launches, results, sizeOf)
    const { slots, slotOf } = placeBuffers(lifetimes)

    const { COPY_SRC, COPY_DST, STORAGE, UNIFORM } = GPUBufferUsage
    const filled = (bytes: Uint8Array<ArrayBuffer>, usage: number) => {
      const buffer = this.createBuffer(device, Math.max(bytes.length, 16), usage | COPY_DST)
      device.queue.writeBuffer(buffer, 0, bytes)
      return buffer
    }
    const uniformBuffer = filled(uniforms.bytes, UNIFORM)
    const constantBuffer = filled(constants.bytes, STORAGE | COPY_SRC)
    const slotBuffers = slots.map((size) => this.createBuffer(device, size, STORAGE | COPY_SRC))
    const placed = ({ buffer, offset, size }: Binding): Binding<GPUBuffer> => {
      if (!isVirtual(buffer)) return { buffer, offset, size }
      const slot = slotOf.get(buffer)
      if (slot !== undefined) return { buffer: slotBuffers[slot]!, offset, size }
      return isUniform(buffer)
        ? { buffer: uniformBuffer, offset: uniforms.offsets.get(buffer)! + offset, size }
        : { buffer: constantBuffer, offset: constants.offsets.get(buffer)! + offset, size }
    }

    this.dispatches = launches.map(({ pipeline, layout, bindings, workgroups }) => ({
      pipeline,
      workgroups,
      group: device.createBindGroup({
        layout,
        entries: bindings.map((part, binding) => ({ binding, resource: placed(part) })),
      }),
    }))
    this.dispatchCount = this.dispatches.length
    const outputs = trace.outputs.map(placed)
    this.metrics = outputs.at(-1)!
    this.copies = planCopies(
      state.map(({ binding }, i) => ({ from: outputs[i]!, to: binding })),
      (size) => this.createBuffer(device, size, COPY_SRC | COPY_DST),
    )
    const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)
    this.memory = {
      intermediates: sum(slots),
      intermediatesUnshared: sum([...lifetimes.values()].map(({ size }) => size)),
      uniforms: uniforms.bytes.length,
      constants: constants.bytes.length,
    }
  }

  /** One step: the state's buffers hold the new state afterwards, `metrics` its metrics. */
  encode(encoder: GPUCommandEncoder): void {
    const pass = encoder.beginComputePass()
    let current: GPUComputePipeline | undefined
    for (const { pipeline, group, workgroups } of this.dispatches) {
      if (pipeline !== current) pass.setPipeline((current = pipeline))
      pass.setBindGroup(0, group)
      pass.dispatchWorkgroups(workgroups[0], workgroups[1], workgroups[2])
    }
    pass.end()
    encodeCopies(encoder, this.copies)
  }

  /** Gives the memory back. Nothing can be encoded any more. */
  dispose(): void {
    this.dispatches = []
    this.copies = []
    for (const buffer of this.buffers.splice(0)) buffer.destroy()
  }

  private createBuffer(device: GPUDevice, size: number, usage: number): GPUBuffer {
    const buffer = device.createBuffer({ size, usage })
    this.buffers.push(buffer)
    return buffer
  }
}

function checkState(state: readonly OwnedTensor[], next: readonly Tensor[]): void {
  const isSame = ({ tensor: { shape, dtype } }: OwnedTensor, other: Tensor | undefined) =>
    other?.dtype === dtype && other.shape.join() === shape.join()
  if (state.length !== next.length || !state.every((old, i) => isSame(old, next[i]))) {
    throw new CaptureError('The step changes the number or the shape of its state tensors.')
  }
}

/** The launches that matter, with what each writes and reads. */
function liveLaunches({ launches, outputs }: Trace) {
  const uses = launches.map((launch: Launch) => {
    const [output, ...rest] = launch.bindings
    const writes = output!.buffer
    if (!isVirtual(writes)) {
      throw new CaptureError('The step writes into one of its inputs.')
    }
    if (writes.contents) throw new CaptureError('The step writes into one of its constants.')
    return { ...launch, writes: writes as AnyBuffer, reads: rest.map(({ buffer }) => buffer) }
  })
  return withoutDead(
    uses,
    outputs.map(({ buffer }) => buffer),
  )
}
