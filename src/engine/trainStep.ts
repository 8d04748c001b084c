import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import './gradients'
import { correctCount, meanCrossEntropy } from './loss'
import { createNetwork, type Network, type NetworkConfig } from './network'
import { createUpdateStep, type StepOutput, type UpdateStepConfig } from './updateStep'

export { NO_LIMIT } from './limits'

export interface Batch {
  /** [B, H, W, C] float32, standardised. */
  readonly images: Tensor4D
  /** [B] int32 */
  readonly labels: Tensor1D
}

export interface TrainStepInput {
  /** [P] */
  readonly parameters: Tensor1D
  /** Shaped as the optimizer's `stateShapes`; all zeros before the first step. */
  readonly state: readonly Tensor[]
  /** Numeric hyperparameters as rank-0 tensors, `radius` included; none is NO_LIMIT. */
  readonly hyper: Readonly<Record<string, Scalar>>
  readonly batch: Batch
}

/** Pure: the inputs are left as they are, the outputs belong to the caller. */
export type TrainStep = (input: TrainStepInput) => StepOutput

/** Loss, gradient and accuracy of a batch, all from one forward pass. */
export function lossAndGradient(network: Network, parameters: Tensor1D, batch: Batch) {
  let logits: Tensor2D | undefined
  const lossOf = (vector: Tensor) => {
    // `keep`: the scope of the differentiation would dispose what the loss does not need.
    logits = tf.keep(network.logits(vector as Tensor1D, batch.images))
    return meanCrossEntropy(logits, batch.labels)
  }
  const { value, grad } = tf.valueAndGrad(lossOf)(parameters)
  const accuracy: Scalar = tf.div(correctCount(logits!, batch.labels), batch.labels.size)
  logits!.dispose()
  return { loss: value as Scalar, gradient: grad as Tensor1D, accuracy }
}

/**
 * One training step of one run, (parameters, state, hyper, batch) -> (parameters, state,
 * metrics), in ordinary tfjs operations.
 */
export function createTrainStep(config: UpdateStepConfig & NetworkConfig): TrainStep {
  const network = createNetwork(config)
  const update = createUpdateStep(config)
  return ({ parameters, state, hyper, batch }) =>
    tf.tidy(() =>
      update({ parameters, state, hyper, ...lossAndGradient(network, parameters, batch) }),
    )
}

/** The state that a run starts with. */
export function initialState(config: UpdateStepConfig, parameterCount: number): Tensor[] {
  return config.optimizer.stateShapes(parameterCount).map((shape) => tf.zeros([...shape]))
}
