import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { hyperparametersOf, type OptimizerSpec } from '../../spec/optimizer'
import type { OptionValues } from '../../spec/hyperparameter'
import { splitHyper } from './hyper'
import type { Network } from './network'
import { EagerRunner } from './runner/eagerRunner'
import { writeScheduled } from './schedule'
import type { Batch, TrainStep } from './trainStep'

export interface RehearsalSetup {
  readonly optimizer: OptimizerSpec
  readonly network: Network
  readonly trainStep: TrainStep
  readonly stepsPerEpoch: number
  /** Hyperparameters in force. */
  readonly values: OptionValues
  /** [P], as the run has them now; the rehearsal disposes them. */
  readonly parameters: Tensor1D
  /** The same of the optimizer's state. */
  readonly state: readonly Tensor[]
}

/**
 * What a run would do from here, with other numbers, as often as one wants: every attempt starts
 * from copies of its weights and state, so that the run itself stays where it is.
 */
export class Rehearsal {
  private attempt: EagerRunner | null = null
  private attempted: OptionValues

  constructor(private readonly setup: RehearsalSetup) {
    this.attempted = setup.values
  }

  /** Hyperparameters that the run has. */
  get values(): OptionValues {
    return this.setup.values
  }

  /** Starts again, with these hyperparameters; those that shape the step have to be the run's. */
  begin(values: OptionValues): void {
    const { optimizer, trainStep, parameters, state } = this.setup
    this.attempt?.dispose()
    this.attempted = values
    this.attempt = new EagerRunner({
      trainStep,
      hyper: splitHyper(hyperparametersOf(optimizer), values).numbers,
      parameters: parameters.clone(),
      state: state.map((one) => one.clone()),
    })
  }

  /** One update of the attempt. The batch stays the caller's. */
  step(batch: Batch, step: number): void {
    const { optimizer, stepsPerEpoch } = this.setup
    const attempt = this.attempt!
    writeScheduled(attempt, optimizer, this.attempted, step, stepsPerEpoch)
    attempt.step(batch)
  }

  /** Mean loss of a batch, without any L2 term, at the weights that the attempt has now. */
  loss({ images, labels }: Batch): Scalar {
    const { network, parameters } = this.setup
    return tf.tidy(() => {
      const weights = this.attempt?.copyParameters() ?? parameters
      return network.loss.mean(network.logits(weights, images), labels)
    })
  }

  dispose(): void {
    const { parameters, state } = this.setup
    this.attempt?.dispose()
    this.attempt = null
    tf.dispose([parameters, ...state])
  }
}
