/**
 * Runs the training steps of one run on WebGPU by replaying a capture, its own or one with the runs
 * that are given the same batches. The eager step stays the authority: it runs instead where it
 * cannot be recorded, and beside the capture when one has been made and every so often later.
 * Until the result of such a check has been read, steps run eagerly, so that no number of an
 * unchecked capture is ever kept.
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import * as tf from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { kernelGeneration } from '../../kernels/webgpu/generation'
import { decodeSteps, type StepRows } from '../metricRow'
import type { RunnerSetup, StepRunner } from './types'
import type { Batch, Measure, TrainStep } from '../trainStep'
import type { StepOutput } from '../updateStep'
import { bindingOf, flush } from '../../capture/backendInternals'
import { BatchInputs } from '../../capture/batchInputs'
import { BitComparison } from '../../capture/bitComparison'
import { DeviceRing } from '../../capture/deviceRing'
import { copyOwned } from '../../capture/ownedTensor'
import { Capture } from '../../capture/capture'
import { CaptureError } from '../../capture/captureError'
import { record, type Capturable, type Recording } from '../../capture/record'
import type { Binding } from '../../capture/virtualBuffer'
import { LockStep } from './lockStep'
import { stepBothWays, type Check, type Member } from './member'
import { RunTensors } from './runTensors'

/** Replayed steps between two checks of a capture, unless told otherwise. */
const CHECK_EVERY = 2000

interface Captured {
  readonly capture: Capture
  stepsSinceCheck: number
}

export class ReplayRunner implements StepRunner, Member {
  readonly ring: DeviceRing
  readonly tensors: RunTensors
  private readonly device: GPUDevice
  private trainStep: TrainStep
  private inputs: BatchInputs | null = null
  private ownComparison: BitComparison | null = null
  /** Of its own steps, by how they are measured; undefined stands for plain ones. */
  private readonly captures = new Map<Measure | undefined, Captured>()
  private readonly recordings = new Map<Measure | undefined, Recording>()
  /** What could not be recorded, or was wrong. */
  private readonly refused = new Set<Measure | undefined>()
  private generation = kernelGeneration()
  private checksWaiting = 0
  private check: Check = { isShared: false, isFirst: true, measure: undefined }
  private warning: string | null = null

  /**
   * Takes ownership of the tensors in `setup`.
   * @param checkEvery replayed steps between two checks of the capture
   */
  constructor(
    private readonly backend: WebGPUBackend,
    { trainStep, ...setup }: RunnerSetup,
    readonly checkEvery = CHECK_EVERY,
  ) {
    this.device = backend.device
    this.trainStep = trainStep
    this.ring = new DeviceRing(this.device)
    this.tensors = new RunTensors(backend, setup)
    // Weak: the device outlives the runs.
    const self = new WeakRef(this)
    void this.device.lost.then(() => self.deref()?.forget())
  }

  /** The capture of plain steps; null before the first one and where another way is taken. */
  get capture(): Capture | null {
    return this.captures.get(undefined)?.capture ?? null
  }

  get recording(): Recording | null {
    return this.recordings.get(undefined) ?? null
  }

  get mayCapture(): boolean {
    return !this.refused.has(undefined)
  }

  get isChecking(): boolean {
    return this.checksWaiting > 0
  }

  get isReady(): boolean {
    return this.recording !== null && !this.isChecking
  }

  get comparison(): BitComparison {
    return (this.ownComparison ??= new BitComparison(this.device))
  }

  step(batch: Batch, measure?: Measure): void {
    if (!this.inputs?.fits(batch)) {
      this.forget()
      this.inputs = BatchInputs.acquire(this.backend, batch)
    }
    if (this.generation !== kernelGeneration()) this.recapture()
    this.lockStep?.arrive(this, batch)
    this.inputs.load(batch)
    if (!this.lockStep?.step(this, measure)) this.stepAlone(measure)
  }

  stepAlone(measure: Measure | undefined): void {
    const isNew = !this.captures.has(measure) && this.mayRecord(measure) && !this.isChecking
    if (isNew) this.makeCapture(measure)
    const captured = this.captures.get(measure)
    if (!captured || this.isChecking) return this.runEagerly(measure)
    const { capture } = captured
    if (isNew || captured.stepsSinceCheck >= this.checkEvery) {
      captured.stepsSinceCheck = 0
      const encode = (encoder: GPUCommandEncoder) => capture.encode(encoder)
      const replay = { encode, metrics: [capture.metrics] }
      return stepBothWays(this.backend, [this], [measure], replay, isNew)
    }
    captured.stepsSinceCheck++
    flush(this.backend)
    const encoder = this.device.createCommandEncoder()
    capture.encode(encoder)
    this.ring.push(encoder, capture.metrics)
    this.device.queue.submit([encoder.finish()])
  }

  join(): void {
    this.dropCaptures()
  }

  forgetMeasures(): void {
    this.lockStep?.forgetMeasures(this)
    flush(this.backend)
    for (const [measure, { capture }] of this.captures) {
      if (!measure) continue
      capture.dispose()
      this.captures.delete(measure)
    }
    for (const measure of [...this.recordings.keys(), ...this.refused]) {
      if (!measure) continue
      this.recordings.delete(measure)
      this.refused.delete(measure)
    }
  }

  beginCheck(check: Check): void {
    this.checksWaiting++
    this.check = check
  }

  write(key: string, value: number): void {
    this.lockStep?.settle(this)
    this.tensors.write(key, value)
  }

  replaceStep(trainStep: TrainStep): void {
    this.lockStep?.settle(this)
    this.trainStep = trainStep
    this.recapture()
  }

  replaceParameters(parameters: Tensor1D): void {
    this.lockStep?.settle(this)
    this.tensors.adopt([parameters])
    parameters.dispose()
  }

  copyParameters(): Tensor1D {
    this.lockStep?.settle(this)
    return copyOwned<tf.Rank.R1>(this.tensors.parameters)
  }

  copyState(place: number): Tensor {
    this.lockStep?.settle(this)
    return copyOwned(this.tensors.state[place]!)
  }

  async read(): Promise<Float32Array[]> {
    this.lockStep?.settle(this)
    const copies = this.tensors.kept.map((tensor) => copyOwned(tensor))
    try {
      return await Promise.all(copies.map(async (copy) => Float32Array.from(await copy.data())))
    } finally {
      tf.dispose(copies)
    }
  }

  async drain(): Promise<StepRows> {
    this.lockStep?.settle(this)
    const { rows, checks } = await this.ring.drain()
    this.checksWaiting -= checks.length
    const worst = Math.max(0, ...checks)
    if (worst > 0) this.giveUp(worst)
    return decodeSteps(rows)
  }

  takeWarning(): string | null {
    const { warning } = this
    this.warning = null
    return warning
  }

  dispose(): void {
    this.forget()
    this.ring.dispose()
    this.ownComparison?.dispose()
    this.tensors.dispose()
  }

  /** The eager step, on the tensors as they are now. */
  callStep(measure: Measure | undefined): StepOutput {
    const { parameters, state, hyper } = this.tensors
    return this.trainStep({
      parameters: parameters.tensor,
      state: state.map(({ tensor }) => tensor),
      hyper: Object.fromEntries(Object.entries(hyper).map(([key, { tensor }]) => [key, tensor])),
      batch: this.inputs!.tensors,
      measure,
    })
  }

  runEagerly(measure: Measure | undefined): void {
    const { parameters, state, metrics } = this.callStep(measure)
    this.tensors.adopt([parameters, ...state], (encoder) => {
      this.ring.push(encoder, bindingOf(this.backend, metrics.dataId) as Binding<GPUBuffer>)
    })
    tf.dispose([parameters, state, metrics])
  }

  private get lockStep(): LockStep | null {
    return this.inputs && LockStep.of(this.backend, this.inputs)
  }

  recordingFor(measure: Measure | undefined): Recording | null {
    if (!this.mayRecord(measure)) return null
    try {
      return this.record(measure)
    } catch (error) {
      this.refuse(measure, error)
      return null
    }
  }

  private mayRecord(measure: Measure | undefined): boolean {
    return this.mayCapture && !this.refused.has(measure)
  }

  private capturable(measure: Measure | undefined): Capturable {
    const { images, labels } = this.inputs!.tensors
    return {
      state: this.tensors.kept,
      own: this.tensors.hyper,
      inputs: [images, labels],
      step: () => {
        const { parameters, state, metrics } = this.callStep(measure)
        return { state: [parameters, ...state], metrics }
      },
    }
  }

  /** @throws CaptureError */
  private record(measure: Measure | undefined): Recording {
    const known = this.recordings.get(measure)
    if (known) return known
    const recording = record(this.backend, this.capturable(measure))
    this.recordings.set(measure, recording)
    return recording
  }

  private makeCapture(measure: Measure | undefined): void {
    try {
      const recording = this.record(measure)
      const capture = new Capture(this.backend, this.capturable(measure), recording)
      this.captures.set(measure, { capture, stepsSinceCheck: 0 })
    } catch (error) {
      this.refuse(measure, error)
    }
  }

  private refuse(measure: Measure | undefined, error: unknown): void {
    // If it is the step that is broken, running it eagerly says so next.
    const sentence =
      error instanceof CaptureError
        ? error.message
        : `The step could not be recorded (${String(error)}).`
    this.recordings.delete(measure)
    this.refused.add(measure)
    this.warning = `${sentence} ${goesOn(measure)}`
  }

  /** A check has found a difference. */
  private giveUp(numbers: number): void {
    const found =
      `The recorded training step gave ${numbers} numbers that differ from those of the step ` +
      'itself. They have been dropped. '
    if (this.check.isShared) {
      this.lockStep?.refuse(this)
      // A device that rounds otherwise when it has several runs: they train as they would alone.
      if (!this.check.isFirst) this.warning = `${found}This run goes on by itself, more slowly.`
      return
    }
    // What is left is captured again at its next step, and checked then.
    const { measure } = this.check
    this.dropCaptures()
    this.recordings.delete(measure)
    this.refused.add(measure)
    this.warning = `${found}${goesOn(measure)}`
  }

  /** A new capture is made at the next step: kernels, tiles or the step itself have changed. */
  private recapture(): void {
    this.lockStep?.leave(this)
    this.dropCaptures()
    this.recordings.clear()
    this.refused.clear()
    this.generation = kernelGeneration()
  }

  private dropCaptures(): void {
    flush(this.backend)
    for (const { capture } of this.captures.values()) capture.dispose()
    this.captures.clear()
  }

  private forget(): void {
    this.lockStep?.leave(this)
    this.dropCaptures()
    this.recordings.clear()
    this.inputs?.release()
    this.inputs = null
  }
}

const goesOn = (measure: Measure | undefined) =>
  measure
    ? 'Steps that are measured go on without replay, more slowly.'
    : 'This run goes on without replay, more slowly.'
