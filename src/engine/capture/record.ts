/**
 * A step written down for replay: its launches, and for every buffer that they bind what it is to
 * the step, not where it happens to lie. So the same recording can be placed in any memory, also
 * beside the recordings of other runs.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { bindingOf } from './backendInternals'
import { CaptureError } from './captureError'
import { withoutDead } from './liveness'
import type { OwnedTensor } from './ownedTensor'
import { traceStep, type Launch, type Trace } from './trace'
import { traceDifference } from './traceDifference'
import { isVirtual, type Binding, type VirtualBuffer } from './virtualBuffer'

export interface Capturable {
  /** Tensors that the step replaces. */
  readonly state: readonly OwnedTensor[]
  /** Further tensors that it may use and that are its own, by name: hyperparameters. */
  readonly own?: Readonly<Record<string, OwnedTensor>>
  /** Those that it may use and shares with other runs: the batch. Only ever rewritten in place. */
  readonly inputs: readonly Tensor[]
  /** The step on those very tensors. Returns the new state, shaped as the old, and the metrics. */
  readonly step: () => { readonly state: readonly Tensor[]; readonly metrics: Tensor }
}

/** A range in bytes of something that a launch binds. */
export type Part = { readonly offset: number; readonly size: number } & (
  | { readonly kind: 'made'; readonly buffer: VirtualBuffer }
  | { readonly kind: 'fixed'; readonly contents: ArrayBuffer; readonly isUniform: boolean }
  | { readonly kind: 'ofRun'; readonly key: string }
  | { readonly kind: 'shared'; readonly buffer: GPUBuffer }
)

export type MadePart = Extract<Part, { kind: 'made' }>

export interface RecordedLaunch extends Omit<Launch, 'bindings'> {
  /** In the order of their numbers; the first is written, and it is a made one. */
  readonly parts: readonly [MadePart, ...Part[]]
}

export interface Recording {
  readonly launches: readonly RecordedLaunch[]
  /** Where the new state lies after the last launch, and then the metrics. */
  readonly outputs: readonly Part[]
  /** Bytes of each tensor that is the run's own. */
  readonly ownSizes: ReadonlyMap<string, number>
}

/**
 * The tensors of a step that are its own, by the names that a recording has for them. Those of two
 * runs have the same name where they mean the same and are equally large. The state comes first.
 */
export function ownTensors({
  state,
  own = {},
}: Omit<Capturable, 'inputs' | 'step'>): ReadonlyMap<string, OwnedTensor> {
  const named = [
    ...state.map((tensor, i) => [`state ${i}`, tensor] as const),
    ...Object.entries(own).map(([name, tensor]) => [`own ${name}`, tensor] as const),
  ]
  return new Map(
    named.map(([name, tensor]) => [`${name}, ${tensor.binding.size} bytes`, tensor] as const),
  )
}

/** @throws CaptureError where the step cannot be recorded; nothing is left behind */
export function record(backend: WebGPUBackend, capturable: Capturable): Recording {
  const { state, inputs, step } = capturable
  const own = ownTensors(capturable)
  const declared = [...[...own.values()].map(({ tensor }) => tensor), ...inputs]
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
  const ownParts = [...own].map(([key, { tensor }]) => {
    return { key, binding: bindingOf(backend, tensor.dataId) }
  })
  const partOf = ({ buffer, offset, size }: Binding): Part => {
    if (isVirtual(buffer)) {
      if (!buffer.contents) return { kind: 'made', buffer, offset, size }
      const isUniform = (buffer.usage & GPUBufferUsage.UNIFORM) !== 0
      return { kind: 'fixed', contents: buffer.contents, isUniform, offset, size }
    }
    const owner = ownParts.find(
      ({ binding }) =>
        binding.buffer === buffer &&
        offset >= binding.offset &&
        offset + size <= binding.offset + binding.size,
    )
    if (!owner) return { kind: 'shared', buffer, offset, size }
    return { kind: 'ofRun', key: owner.key, offset: offset - owner.binding.offset, size }
  }
  return {
    launches: liveLaunches(trace).map(({ bindings, pipeline, layout, workgroups }) => {
      const parts = bindings.map(partOf) as [MadePart, ...Part[]]
      return { pipeline, layout, workgroups, parts }
    }),
    outputs: trace.outputs.map(partOf),
    ownSizes: new Map(ownParts.map(({ key, binding }) => [key, binding.size])),
  }
}

function checkState(state: readonly OwnedTensor[], next: readonly Tensor[]): void {
  const isSame = ({ tensor: { shape, dtype } }: OwnedTensor, other: Tensor | undefined) =>
    other?.dtype === dtype && other.shape.join() === shape.join()
  if (state.length !== next.length || !state.every((old, i) => isSame(old, next[i]))) {
    throw new CaptureError('The step changes the number or the shape of its state tensors.')
  }
}

/** The launches that matter. */
function liveLaunches({ launches, outputs }: Trace): Launch[] {
  const uses = launches.map((launch) => {
    const [output, ...rest] = launch.bindings
    const writes = output!.buffer
    if (!isVirtual(writes)) throw new CaptureError('The step writes into one of its inputs.')
    if (writes.contents) throw new CaptureError('The step writes into one of its constants.')
    return { ...launch, writes: output!.buffer, reads: rest.map(({ buffer }) => buffer) }
  })
  return withoutDead(
    uses,
    outputs.map(({ buffer }) => buffer),
  )
}
