import * as tf from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { bindingOf, flush } from '../../capture/backendInternals'
import type { BitComparison } from '../../capture/bitComparison'
import type { DeviceRing } from '../../capture/deviceRing'
import type { Recording } from '../../capture/record'
import type { Binding } from '../../capture/virtualBuffer'
import type { Measure } from '../trainStep'
import type { StepOutput } from '../updateStep'
import type { RunTensors } from './runTensors'

export interface Check {
  /** Of a replay for several runs. */
  readonly isShared: boolean
  /** Nothing has been kept of this replay yet. */
  readonly isFirst: boolean
  /** How the step was measured, if it was. */
  readonly measure: Measure | undefined
}

/** A run as those see it that train it together with others. */
export interface Member {
  readonly tensors: RunTensors
  /** The metrics of its steps. */
  readonly ring: DeviceRing
  readonly comparison: BitComparison
  readonly recording: Recording | null
  /** False where it cannot be recorded, or its recording was wrong. */
  readonly mayCapture: boolean
  /** Its recording has been replayed and found right. */
  readonly isReady: boolean
  /** A check has been made whose result has not been read yet. */
  readonly isChecking: boolean
  /** Replayed steps between two checks. */
  readonly checkEvery: number
  /** The recording of a step that is measured so; null where there is none. */
  recordingFor(measure: Measure | undefined): Recording | null
  /** The eager step, on its tensors as they are now. */
  callStep(measure: Measure | undefined): StepOutput
  runEagerly(measure: Measure | undefined): void
  /** The step by itself, in whatever way. */
  stepAlone(measure: Measure | undefined): void
  /** Its step comes with those of others from now on: what only its own steps need can go. */
  join(): void
  beginCheck(check: Check): void
}

/** Replayed dispatches, and where they leave the metrics of each run. */
interface Replay {
  encode(encoder: GPUCommandEncoder): void
  readonly metrics: readonly Binding<GPUBuffer>[]
}

/**
 * Runs a step both ways, keeps the results of the eager steps, and counts differences.
 * @param measures how the step of each member is measured
 */
export function stepBothWays(
  backend: WebGPUBackend,
  members: readonly Member[],
  measures: readonly (Measure | undefined)[],
  replay: Replay,
  isFirst: boolean,
): void {
  const bind = ({ dataId }: Tensor) => bindingOf(backend, dataId) as Binding<GPUBuffer>
  const expected = members.map((member, i) => member.callStep(measures[i]))
  const pairs = members.map(({ tensors }, i) => {
    const { parameters, state, metrics } = expected[i]!
    return [
      ...[parameters, ...state].map((tensor, k) => {
        return [bind(tensor), tensors.kept[k]!.binding] as const
      }),
      [bind(metrics), replay.metrics[i]!] as const,
    ]
  })
  flush(backend)
  const encoder = backend.device.createCommandEncoder()
  replay.encode(encoder)
  members.forEach(({ comparison }, i) => comparison.encode(encoder, pairs[i]!))
  backend.device.queue.submit([encoder.finish()])
  members.forEach((member, i) => {
    const { parameters, state, metrics } = expected[i]!
    member.tensors.adopt([parameters, ...state], (copying) =>
      member.ring.push(copying, bind(metrics), member.comparison.differences),
    )
    tf.dispose([parameters, state, metrics])
    member.beginCheck({ isShared: members.length > 1, isFirst, measure: measures[i] })
  })
}
