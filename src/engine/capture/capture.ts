/**
 * One training step as a list of dispatches over buffers of its own, made once and replayed. What
 * tfjs does meanwhile, on whatever buffers, cannot disturb it.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { checkBackend } from './backendInternals'
import { planOf } from './plan'
import { Program, type ProgramMemory } from './program'
import { ownTensors, record, type Capturable, type Recording } from './record'
import type { Binding } from './virtualBuffer'

export class Capture {
  /** Dispatches of one replay. */
  readonly dispatchCount: number
  /** Where the metrics lie after a replay. */
  readonly metrics: Binding<GPUBuffer>
  readonly memory: ProgramMemory
  private readonly program: Program

  /**
   * @param recording of this very step, if there is one already
   * @throws CaptureError where the step cannot be recorded; nothing is left behind
   */
  constructor(backend: WebGPUBackend, capturable: Capturable, recording?: Recording) {
    checkBackend(backend)
    const { device } = backend
    const own = ownTensors(capturable)
    const plan = planOf(
      [recording ?? record(backend, capturable)],
      device.limits.minStorageBufferOffsetAlignment,
    )
    this.program = new Program(device, plan, {
      own: (key) => own.get(key)!.binding,
      lifted: () => undefined,
    })
    this.dispatchCount = this.program.dispatchCount
    this.metrics = this.program.metrics[0]!
    this.memory = this.program.memory
  }

  /** One step: the state's buffers hold the new state afterwards, `metrics` its metrics. */
  encode(encoder: GPUCommandEncoder): void {
    this.program.encode(encoder)
  }

  /** Gives the memory back. Nothing can be encoded any more. */
  dispose(): void {
    this.program.dispose()
  }
}
