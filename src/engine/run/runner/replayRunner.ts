/**
 * Runs the training steps of one run on WebGPU by replaying a capture. The eager step stays the
 * authority: it runs instead where it cannot be recorded, and beside the capture when one has
 * been made and every so often later. Until the result of such a check has been read, steps run
 * eagerly, so that no number of an unchecked capture is ever kept.
 */
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import * as tf from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type { MetricTable } from '../../../spec/metricTable'
import { kernelGeneration } from '../../kernels/webgpu/generation'
import { decodeRows, ROW_WIDTH } from '../metricRow'
import type { RunnerSetup, StepRunner } from './types'
import type { Batch, TrainStep } from '../trainStep'
import { bindingOf, flush } from '../../capture/backendInternals'
import { BatchInputs } from '../../capture/batchInputs'
import { BitComparison } from '../../capture/bitComparison'
import { DeviceRing } from '../../capture/deviceRing'
import { copyOwned, createOwned, disposeOwned, type OwnedTensor } from '../../capture/ownedTensor'
import { Capture } from '../../capture/capture'
import { CaptureError } from '../../capture/captureError'
import { encodeCopies, planCopies } from '../../capture/stateCopies'
import type { Binding } from '../../capture/virtualBuffer'

/** Replayed steps between two checks of a capture, unless told otherwise. */
const CHECK_EVERY = 2000

export class ReplayRunner implements StepRunner {
  /** The capture in use; null before the first step and where steps run eagerly. */
  capture: Capture | null = null
  private readonly device: GPUDevice
  private readonly ring: DeviceRing
  private readonly hyper: Readonly<Record<string, OwnedTensor<Scalar>>>
  private readonly hyperValues: Record<string, number> = {}
  private readonly parameters: OwnedTensor<Tensor1D>
  private readonly state: readonly OwnedTensor[]
  private trainStep: TrainStep
  private inputs: BatchInputs | null = null
  private comparison: BitComparison | null = null
  private mayCapture = true
  private generation = kernelGeneration()
  private checksWaiting = 0
  private stepsSinceCheck = 0
  private warning: string | null = null

  /**
   * Takes ownership of the tensors in `setup`.
   * @param checkEvery replayed steps between two checks of the capture
   */
  constructor(
    private readonly backend: WebGPUBackend,
    setup: RunnerSetup,
    private readonly checkEvery = CHECK_EVERY,
  ) {
    this.device = backend.device
    this.trainStep = setup.trainStep
    this.ring = new DeviceRing(this.device, ROW_WIDTH)
    this.parameters = createOwned<tf.Rank.R1>(this.device, setup.parameters.shape)
    this.state = setup.state.map(({ shape }) => createOwned(this.device, shape))
    const keys = Object.keys(setup.hyper)
    this.hyper = Object.fromEntries(
      keys.map((key) => [key, createOwned<tf.Rank.R0>(this.device, [])]),
    )
    for (const key of keys) this.write(key, setup.hyper[key]!)
    this.adopt([setup.parameters, ...setup.state])
    tf.dispose([setup.parameters, ...setup.state])
    // Weak: the device outlives the runs.
    const self = new WeakRef(this)
    void this.device.lost.then(() => self.deref()?.forget())
  }

  get isChecking(): boolean {
    return this.checksWaiting > 0
  }

  step(batch: Batch): void {
    if (!this.inputs?.fits(batch)) {
      this.forget()
      this.inputs = BatchInputs.acquire(this.backend, batch)
    }
    this.inputs.load(batch)
    if (this.generation !== kernelGeneration()) this.recapture()
    const isNew = !this.capture && this.mayCapture && !this.isChecking
    if (isNew) this.capture = this.makeCapture()
    if (!this.capture || this.isChecking) return this.runEagerly()
    if (isNew || this.stepsSinceCheck >= this.checkEvery) return this.runBoth(this.capture)
    this.stepsSinceCheck++
    flush(this.backend)
    const encoder = this.device.createCommandEncoder()
    this.capture.encode(encoder)
    this.ring.push(encoder, this.capture.metrics)
    this.device.queue.submit([encoder.finish()])
  }

  write(key: string, value: number): void {
    if (this.hyperValues[key] === value) return
    this.hyperValues[key] = value
    flush(this.backend)
    const { buffer } = this.hyper[key]!.binding
    this.device.queue.writeBuffer(buffer, 0, Float32Array.of(value))
  }

  replaceStep(trainStep: TrainStep): void {
    this.trainStep = trainStep
    this.recapture()
  }

  replaceParameters(parameters: Tensor1D): void {
    this.adopt([parameters])
    parameters.dispose()
  }

  copyParameters(): Tensor1D {
    return copyOwned<tf.Rank.R1>(this.parameters)
  }

  copyState(place: number): Tensor {
    return copyOwned(this.state[place]!)
  }

  async read(): Promise<Float32Array[]> {
    const copies = this.owned.map((tensor) => copyOwned(tensor))
    try {
      return await Promise.all(copies.map(async (copy) => Float32Array.from(await copy.data())))
    } finally {
      tf.dispose(copies)
    }
  }

  async drain(): Promise<MetricTable> {
    const { values, checks } = await this.ring.drain()
    this.checksWaiting -= checks.length
    const worst = Math.max(0, ...checks)
    if (worst > 0) {
      this.dropCapture()
      this.mayCapture = false
      this.warning =
        `The recorded training step gave ${worst} numbers that differ from those of the step ` +
        'itself. They have been dropped, and this run goes on without replay, more slowly.'
    }
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
    this.comparison?.dispose()
    ;[...this.owned, ...Object.values(this.hyper)].forEach(disposeOwned)
  }

  /** What the step replaces: the parameters and then the optimizer's state. */
  private get owned(): readonly OwnedTensor[] {
    return [this.parameters, ...this.state]
  }

  private makeCapture(): Capture | null {
    const hyper = Object.values(this.hyper).map(({ tensor }) => tensor)
    const { images, labels } = this.inputs!.tensors
    try {
      return new Capture(this.backend, {
        state: this.owned,
        inputs: [...hyper, images, labels],
        step: () => {
          const { parameters, state, metrics } = this.callStep()
          return { state: [parameters, ...state], metrics }
        },
      })
    } catch (error) {
      // If it is the step that is broken, running it eagerly says so next.
      const sentence =
        error instanceof CaptureError
          ? error.message
          : `The step could not be recorded (${String(error)}).`
      this.mayCapture = false
      this.warning = `${sentence} This run goes on without replay, more slowly.`
      return null
    }
  }

  /** The eager step, on the tensors as they are now. */
  private callStep() {
    const { parameters, state, hyper, inputs } = this
    return this.trainStep({
      parameters: parameters.tensor,
      state: state.map(({ tensor }) => tensor),
      hyper: Object.fromEntries(Object.entries(hyper).map(([key, { tensor }]) => [key, tensor])),
      batch: inputs!.tensors,
    })
  }

  private runEagerly(): void {
    const { parameters, state, metrics } = this.callStep()
    this.adopt([parameters, ...state], (encoder) => this.ring.push(encoder, this.bind(metrics)))
    tf.dispose([parameters, state, metrics])
  }

  /** Runs the step both ways, keeps the result of the eager step, and counts differences. */
  private runBoth(capture: Capture): void {
    const { parameters, state, metrics } = this.callStep()
    const expected = [parameters, ...state]
    const comparison = (this.comparison ??= new BitComparison(this.device))
    const pairs = [
      ...expected.map((tensor, i) => [this.bind(tensor), this.owned[i]!.binding] as const),
      [this.bind(metrics), capture.metrics] as const,
    ]
    flush(this.backend)
    const encoder = this.device.createCommandEncoder()
    capture.encode(encoder)
    comparison.encode(encoder, pairs)
    this.device.queue.submit([encoder.finish()])
    this.adopt(expected, (ownedTensor) =>
      this.ring.push(ownedTensor, this.bind(metrics), comparison.differences),
    )
    tf.dispose([parameters, state, metrics])
    this.checksWaiting++
    this.stepsSinceCheck = 0
  }

  /** Copies tensors into the first of `owned`, and whatever `also` encodes after that. */
  private adopt(tensors: readonly Tensor[], also?: (encoder: GPUCommandEncoder) => void): void {
    const spares: GPUBuffer[] = []
    const copies = planCopies(
      tensors.map((tensor, i) => ({ from: this.bind(tensor), to: this.owned[i]!.binding })),
      (size) => {
        const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
        const spare = this.device.createBuffer({ size, usage })
        spares.push(spare)
        return spare
      },
    )
    flush(this.backend)
    const encoder = this.device.createCommandEncoder()
    encodeCopies(encoder, copies)
    also?.(encoder)
    this.device.queue.submit([encoder.finish()])
    for (const spare of spares) spare.destroy()
  }

  private bind({ dataId }: Tensor): Binding<GPUBuffer> {
    return bindingOf(this.backend, dataId) as Binding<GPUBuffer>
  }

  /** A new capture is made at the next step: kernels, tiles or the step itself have changed. */
  private recapture(): void {
    this.dropCapture()
    this.mayCapture = true
    this.generation = kernelGeneration()
  }

  private dropCapture(): void {
    flush(this.backend)
    this.capture?.dispose()
    this.capture = null
  }

  private forget(): void {
    this.dropCapture()
    this.inputs?.release()
    this.inputs = null
  }
}
