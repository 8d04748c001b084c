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
import type { MetricTable } from '../../../spec/metricTable'
import { kernelGeneration } from '../../kernels/webgpu/generation'
import { decodeRows, ROW_WIDTH } from '../metricRow'
import type { RunnerSetup, StepRunner } from './types'
import type { Batch, TrainStep } from '../trainStep'
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

export class ReplayRunner implements StepRunner, Member {
  /** The capture of its own steps; null before the first step and where another way is taken. */
  capture: Capture | null = null
  recording: Recording | null = null
  readonly ring: DeviceRing
  readonly tensors: RunTensors
  private readonly device: GPUDevice
  private trainStep: TrainStep
  private inputs: BatchInputs | null = null
  private ownComparison: BitComparison | null = null
  mayCapture = true
  private generation = kernelGeneration()
  private checksWaiting = 0
  private check: Check = { isShared: false, isFirst: true }
  private stepsSinceCheck = 0
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
    this.ring = new DeviceRing(this.device, ROW_WIDTH)
    this.tensors = new RunTensors(backend, setup)
    // Weak: the device outlives the runs.
    const self = new WeakRef(this)
    void this.device.lost.then(() => self.deref()?.forget())
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

  step(batch: Batch): void {
    if (!this.inputs?.fits(batch)) {
      this.forget()
      this.inputs = BatchInputs.acquire(this.backend, batch)
    }
    if (this.generation !== kernelGeneration()) this.recapture()
    this.lockStep?.arrive(this, batch)
    this.inputs.load(batch)
    if (!this.lockStep?.step(this)) this.stepAlone()
  }

  stepAlone(): void {
    const isNew = !this.capture && this.mayCapture && !this.isChecking
    if (isNew) this.capture = this.makeCapture()
    const { capture } = this
    if (!capture || this.isChecking) return this.runEagerly()
    if (isNew || this.stepsSinceCheck >= this.checkEvery) {
      const encode = (encoder: GPUCommandEncoder) => capture.encode(encoder)
      return stepBothWays(this.backend, [this], { encode, metrics: [capture.metrics] }, isNew)
    }
    this.stepsSinceCheck++
    flush(this.backend)
    const encoder = this.device.createCommandEncoder()
    capture.encode(encoder)
    this.ring.push(encoder, capture.metrics)
    this.device.queue.submit([encoder.finish()])
  }

  join(): void {
    this.dropCapture()
  }

  beginCheck(check: Check): void {
    this.checksWaiting++
    this.check = check
    this.stepsSinceCheck = 0
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

  async drain(): Promise<MetricTable> {
    this.lockStep?.settle(this)
    const { values, checks } = await this.ring.drain()
    this.checksWaiting -= checks.length
    const worst = Math.max(0, ...checks)
    if (worst > 0) this.giveUp(worst)
    return decodeRows(values)
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
  callStep(): StepOutput {
    const { parameters, state, hyper } = this.tensors
    return this.trainStep({
      parameters: parameters.tensor,
      state: state.map(({ tensor }) => tensor),
      hyper: Object.fromEntries(Object.entries(hyper).map(([key, { tensor }]) => [key, tensor])),
      batch: this.inputs!.tensors,
    })
  }

  runEagerly(): void {
    const { parameters, state, metrics } = this.callStep()
    this.tensors.adopt([parameters, ...state], (encoder) => {
      this.ring.push(encoder, bindingOf(this.backend, metrics.dataId) as Binding<GPUBuffer>)
    })
    tf.dispose([parameters, state, metrics])
  }

  private get lockStep(): LockStep | null {
    return this.inputs && LockStep.of(this.backend, this.inputs)
  }

  private get capturable(): Capturable {
    const { images, labels } = this.inputs!.tensors
    return {
      state: this.tensors.kept,
      own: this.tensors.hyper,
      inputs: [images, labels],
      step: () => {
        const { parameters, state, metrics } = this.callStep()
        return { state: [parameters, ...state], metrics }
      },
    }
  }

  private makeCapture(): Capture | null {
    try {
      const { capturable } = this
      this.recording ??= record(this.backend, capturable)
      return new Capture(this.backend, capturable, this.recording)
    } catch (error) {
      // If it is the step that is broken, running it eagerly says so next.
      const sentence =
        error instanceof CaptureError
          ? error.message
          : `The step could not be recorded (${String(error)}).`
      this.recording = null
      this.mayCapture = false
      this.warning = `${sentence} This run goes on without replay, more slowly.`
      return null
    }
  }

  /** A check has found a difference. */
  private giveUp(numbers: number): void {
    const found =
      `The recorded training step gave ${numbers} numbers that differ from those of the step ` +
      'itself. They have been dropped, and this run goes on '
    if (this.check.isShared) {
      this.lockStep?.refuse(this)
      // A device that rounds otherwise when it has several runs: they train as they would alone.
      if (!this.check.isFirst) this.warning = `${found}by itself, more slowly.`
      return
    }
    this.dropCapture()
    this.recording = null
    this.mayCapture = false
    this.warning = `${found}without replay, more slowly.`
  }

  /** A new capture is made at the next step: kernels, tiles or the step itself have changed. */
  private recapture(): void {
    this.lockStep?.leave(this)
    this.dropCapture()
    this.recording = null
    this.mayCapture = true
    this.generation = kernelGeneration()
  }

  private dropCapture(): void {
    flush(this.backend)
    this.capture?.dispose()
    this.capture = null
  }

  private forget(): void {
    this.lockStep?.leave(this)
    this.dropCapture()
    this.recording = null
    this.inputs?.release()
    this.inputs = null
  }
}
