import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { StepRows } from '../metricRow'
import type { Batch, Measure, TrainStep } from '../trainStep'

export interface RunnerSetup {
  readonly trainStep: TrainStep
  /** [P] */
  readonly parameters: Tensor1D
  readonly state: readonly Tensor[]
  /** Numeric hyperparameters as the device holds them. */
  readonly hyper: Readonly<Record<string, number>>
}

/** Keeps what a run trains on the device, and carries out its steps in the way that suits it. */
export interface StepRunner {
  /**
   * One update on this batch, which stays the caller's. Nothing is read back.
   * @param measure the step is measured with this; its numbers come with the metrics
   */
  step(batch: Batch, measure?: Measure): void
  /** What was kept for steps that are measured is not needed any more. */
  forgetMeasures?(): void
  /** Changes a numeric hyperparameter for the steps that follow. */
  write(key: string, value: number): void
  /** Goes on with another step and the state as it is. */
  replaceStep(trainStep: TrainStep): void
  /** Takes ownership. */
  replaceParameters(parameters: Tensor1D): void
  /** The parameters as they are now, [P]; the caller disposes them. */
  copyParameters(): Tensor1D
  /** One tensor of the optimizer's state as it is now; the caller disposes it. */
  copyState(place: number): Tensor
  /** The parameters and then the optimizer's state, as they are now. */
  read(): Promise<Float32Array[]>
  /** Reads the metrics of all steps since the last call, one row per step, and what was measured. */
  drain(): Promise<StepRows>
  /** True while steps are slower until `drain` has been called. */
  readonly isChecking: boolean
  /** A sentence about what went wrong without stopping the run; each is given once. */
  takeWarning(): string | null
  dispose(): void
}
