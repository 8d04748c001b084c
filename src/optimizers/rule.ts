import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { OptionValues } from '../spec/hyperparameter'

/** What a rule sees of one step. P = number of parameters of the whole model. */
export interface UpdateInput {
  /** [P], the weights at which loss and gradient were taken. */
  readonly parameters: Tensor1D
  /** [P], with the L2 term where the spec's `l2` says so. */
  readonly gradient: Tensor1D
  /** Mean loss of the mini-batch, with the L2 term where the spec's `l2` is `objective`. */
  readonly loss: Scalar
  /**
   * Squared Euclidean norm of the gradient of `loss`. Where the spec's `l2` is `gradient` that is
   * `gradient` without its L2 term: loss and norm are those that are recorded.
   */
  readonly gradNormSq: Scalar
  /** Tensors shaped as the spec's `stateShapes` say, all zeros before the first step. */
  readonly state: readonly Tensor[]
  /** Numeric hyperparameters as rank-0 tensors; `none` is 3.4e38. */
  readonly hyper: Readonly<Record<string, Scalar>>
  /** Enum and boolean hyperparameters, as plain values. */
  readonly staticOptions: OptionValues
}

export interface UpdateOutput {
  readonly parameters: Tensor1D
  readonly state: readonly Tensor[]
  /** Learning rate of this step: gamma, or the scheduled `lr`. */
  readonly stepSize: Scalar
  /** Step size before the clip, for rules that clip. */
  readonly unclipped?: Scalar
}

/**
 * One update rule, written as in its paper, in plain tfjs operations. Pure: the engine skips
 * steps that are not finite, projects onto the ball and records the metrics.
 */
export type UpdateRule = (input: UpdateInput) => UpdateOutput
