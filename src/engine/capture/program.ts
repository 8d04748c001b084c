import { CaptureError } from './captureError'
import { pack } from './packing'
import type { Plan, PlannedLaunch } from './plan'
import type { Part } from './record'
import { encodeCopies, planCopies, type Copy } from './stateCopies'
import type { Binding } from './virtualBuffer'

interface Dispatch {
  readonly pipeline: GPUComputePipeline
  readonly group: GPUBindGroup
  readonly workgroups: readonly [number, number, number]
}

/** Bytes that a program holds on the device. */
export interface ProgramMemory {
  readonly intermediates: number
  /** What the intermediates would take if none shared memory. */
  readonly intermediatesUnshared: number
  readonly uniforms: number
  readonly constants: number
}

/** What a program does not hold itself. */
export interface Surroundings {
  /** Where a tensor of the run at `place` lies; those of several runs as the plan's slabs say. */
  readonly own: (key: string, place: number) => Binding<GPUBuffer>
  /** The shader of a launch for several runs at once; undefined: they are launched one by one. */
  readonly lifted: (launch: PlannedLaunch) => GPUComputePipeline | undefined
}

/** A plan with memory of its own on the device: dispatches that can be encoded again and again. */
export class Program {
  /** Dispatches of one step of all runs. */
  readonly dispatchCount: number
  /** Where the metrics of the run at each place lie after a step. */
  readonly metrics: readonly Binding<GPUBuffer>[]
  readonly memory: ProgramMemory
  private dispatches: readonly Dispatch[]
  private copies: readonly Copy[]
  private readonly buffers: GPUBuffer[] = []

  /** @throws CaptureError where the device has no pieces of memory of that size */
  constructor(
    private readonly device: GPUDevice,
    private readonly plan: Plan,
    private readonly surroundings: Surroundings,
  ) {
    const { limits } = device
    const { slots, recordings, launches } = plan
    if (slots.some((size) => size > limits.maxBufferSize)) {
      throw new CaptureError('The device has no pieces of memory as large as the step needs.')
    }
    const fixed = new Map<ArrayBuffer, boolean>()
    for (const part of [
      ...launches.flatMap(({ launch }) => launch.parts),
      ...recordings.flatMap(({ outputs }) => outputs),
    ]) {
      if (part.kind === 'fixed') fixed.set(part.contents, part.isUniform)
    }
    const chosen = (uniform: boolean) =>
      new Map(
        [...fixed].flatMap(([contents, isUniform]) =>
          isUniform === uniform ? [[contents, contents] as const] : [],
        ),
      )
    const uniforms = pack(chosen(true), limits.minUniformBufferOffsetAlignment)
    const constants = pack(chosen(false), limits.minStorageBufferOffsetAlignment)

    const { COPY_SRC, COPY_DST, STORAGE, UNIFORM } = GPUBufferUsage
    const filled = (bytes: Uint8Array<ArrayBuffer>, usage: number) => {
      const buffer = this.createBuffer(Math.max(bytes.length, 16), usage | COPY_DST)
      device.queue.writeBuffer(buffer, 0, bytes)
      return buffer
    }
    const uniformBuffer = filled(uniforms.bytes, UNIFORM)
    const constantBuffer = filled(constants.bytes, STORAGE | COPY_SRC)
    const slotBuffers = slots.map((size) => this.createBuffer(size, STORAGE | COPY_SRC))

    /** A part as the run at `place` has it, and as many runs after it as a launch has. */
    const placed = (part: Part, place: number, count = 1): Binding<GPUBuffer> => {
      const { offset, size } = part
      switch (part.kind) {
        case 'shared':
          return { buffer: part.buffer, offset, size }
        case 'fixed':
          return part.isUniform
            ? { buffer: uniformBuffer, offset: uniforms.offsets.get(part.contents)! + offset, size }
            : {
                buffer: constantBuffer,
                offset: constants.offsets.get(part.contents)! + offset,
                size,
              }
        case 'ofRun': {
          const { stride } = plan.own.get(part.key)!
          const own = surroundings.own(part.key, place)
          return {
            buffer: own.buffer,
            offset: own.offset + offset,
            size: size + (count - 1) * stride,
          }
        }
        case 'made': {
          const slab = plan.slabOf.get(part.buffer)!
          return {
            buffer: slotBuffers[plan.slotOf.get(slab)!]!,
            offset: offset + (place - slab.first) * slab.stride,
            size: size + (slab.stride === 0 ? 0 : (count - 1) * slab.stride),
          }
        }
      }
    }

    this.dispatches = launches.flatMap((launch) => this.dispatchesOf(launch, placed))
    this.dispatchCount = this.dispatches.length
    this.metrics = recordings.map(({ outputs }, place) => placed(outputs.at(-1)!, place))
    this.copies = planCopies(
      recordings.flatMap(({ outputs, ownSizes }, place) => {
        const keys = [...ownSizes.keys()]
        return outputs.slice(0, -1).map((output, i) => ({
          from: placed(output, place),
          to: surroundings.own(keys[i]!, place),
        }))
      }),
      (size) => this.createBuffer(size, COPY_SRC | COPY_DST),
    )
    this.memory = {
      intermediates: slots.reduce((total, size) => total + size, 0),
      intermediatesUnshared: plan.unshared,
      uniforms: uniforms.bytes.length,
      constants: constants.bytes.length,
    }
  }

  /** One step: the states' buffers hold the new states afterwards, `metrics` their metrics. */
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

  private dispatchesOf(
    planned: PlannedLaunch,
    placed: (part: Part, place: number, count?: number) => Binding<GPUBuffer>,
  ): Dispatch[] {
    const { launch, first, count, index, strides } = planned
    const { pipeline, layout, workgroups } = launch
    const group = (of: GPUBindGroupLayout, bindings: readonly Binding<GPUBuffer>[]) =>
      this.device.createBindGroup({
        layout: of,
        entries: bindings.map((resource, binding) => ({ binding, resource })),
      })
    const one = (place: number): Dispatch => {
      const { parts } = this.plan.recordings[place]!.launches[index]!
      const bindings = parts.map((part) => placed(part, place))
      return { pipeline, workgroups, group: group(layout, bindings) }
    }
    if (count === 1 || strides.size === 0) return [one(first)]
    const all = launch.parts.map((part, i) => placed(part, first, strides.has(i) ? count : 1))
    const fits = all.every(({ size }) => size <= this.device.limits.maxStorageBufferBindingSize)
    const lifted = fits ? this.surroundings.lifted(planned) : undefined
    if (!lifted) return Array.from({ length: count }, (_, i) => one(first + i))
    return [
      {
        pipeline: lifted,
        workgroups: [workgroups[0], workgroups[1], count],
        group: group(lifted.getBindGroupLayout(0), all),
      },
    ]
  }

  private createBuffer(size: number, usage: number): GPUBuffer {
    const buffer = this.device.createBuffer({ size, usage })
    this.buffers.push(buffer)
    return buffer
  }
}
