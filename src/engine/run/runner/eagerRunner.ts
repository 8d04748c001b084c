import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { StepRows } from '../metricRow'
import { MetricsRing } from '../metricsRing'
import type { RunnerSetup, StepRunner } from './types'
import type { Batch, Measure, TrainStep } from '../trainStep'

/** Runs steps as they are written. */
export class EagerRunner implements StepRunner {
  readonly isChecking = false
  private readonly ring = new MetricsRing()
  private readonly hyper: Record<string, Scalar> = {}
  private trainStep: TrainStep
  private parameters: Tensor1D
  private state: readonly Tensor[]

  /** @param warning what there is to say about the way this run is trained, if anything */
  constructor(
    { trainStep, parameters, state, hyper }: RunnerSetup,
    private warning: string | null = null,
  ) {
    this.trainStep = trainStep
    this.parameters = parameters
    this.state = state
    for (const [key, value] of Object.entries(hyper)) this.write(key, value)
  }

  step(batch: Batch, measure?: Measure): void {
    const { parameters, state, hyper } = this
    const next = this.trainStep({ parameters, state, hyper, batch, measure })
    tf.dispose([parameters, ...state])
    this.parameters = next.parameters
    this.state = next.state
    this.ring.push(next.metrics)
  }

  write(key: string, value: number): void {
    this.hyper[key]?.dispose()
    this.hyper[key] = tf.scalar(value)
  }

  replaceStep(trainStep: TrainStep): void {
    this.trainStep = trainStep
  }

  replaceParameters(parameters: Tensor1D): void {
    this.parameters.dispose()
    this.parameters = parameters
  }

  /** Takes ownership. */
  replaceState(state: readonly Tensor[]): void {
    tf.dispose([...this.state])
    this.state = state
  }

  copyParameters(): Tensor1D {
    // A step makes a new tensor and leaves this one as it is.
    return this.parameters.clone()
  }

  copyState(place: number): Tensor {
    return this.state[place]!.clone()
  }

  async read(): Promise<Float32Array[]> {
    const tensors = [this.parameters, ...this.state].map((tensor) => tensor.clone())
    const values = await Promise.all(
      tensors.map(async (tensor) => Float32Array.from(await tensor.data())),
    )
    tf.dispose(tensors)
    return values
  }

  drain(): Promise<StepRows> {
    return this.ring.drain()
  }

  takeWarning(): string | null {
    const { warning } = this
    this.warning = null
    return warning
  }

  dispose(): void {
    tf.dispose([this.parameters, ...this.state, ...Object.values(this.hyper)])
    this.ring.dispose()
  }
}
