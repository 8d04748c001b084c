import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { MetricTable } from '../../../spec/metricTable'
import type { Batch, TrainStep } from '../trainStep'

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
  /** One update on this batch, which stays the caller's. Nothing is read back. */
  step(batch: Batch): void
  /**
   * The same, with loss and gradient [P] of the batch before the step, without any L2 term; the
   * caller disposes them. Absent where a step does not give them away.
   */
  stepWithGradient?(batch: Batch): { readonly loss: Scalar; readonly gradient: Tensor1D }
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
  /** Reads the metrics of all steps since the last call, one row per step. */
  drain(): Promise<MetricTable>
  /** True while steps are slower until `drain` has been called. */
  readonly isChecking: boolean
  /** A sentence about what went wrong without stopping the run; each is given once. */
  takeWarning(): string | null
  dispose(): void
}
