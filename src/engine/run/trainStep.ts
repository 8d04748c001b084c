import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import './gradients'
import { createNetwork, type Images, type Network, type NetworkConfig } from './network'
import { createFastUpdateStep } from '../ops/fusedUpdate'
import { lossAndAccuracy } from '../ops/lossAndAccuracy'
import type { StepOutput, UpdateStepConfig } from './updateStep'

export interface Batch {
  readonly images: Images
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
  /** Loss and gradient of the batch are given out as well. */
  readonly keepsGradient?: boolean
}

/** An alias and not an interface, so that it can leave `tf.tidy`. */
export type StepResult = StepOutput & {
  /** Without any L2 term, where they were asked for. */
  readonly found?: { readonly loss: Scalar; readonly gradient: Tensor1D }
}

export interface TrainStepConfig extends UpdateStepConfig, NetworkConfig {}

/** Pure: the inputs are left as they are, the outputs belong to the caller. */
export type TrainStep = (input: TrainStepInput) => StepResult

/** Loss, gradient and accuracy of a batch, all from one forward pass. */
export function lossAndGradient(network: Network, parameters: Tensor1D, batch: Batch) {
  let kept: Scalar | undefined
  const lossOf = (vector: Tensor) => {
    const logits = network.logits(vector as Tensor1D, batch.images)
    const { loss, accuracy } = lossAndAccuracy(network.loss, logits, batch.labels)
    // `keep`: the scope of the differentiation would dispose what the loss does not need.
    kept = tf.keep(accuracy)
    return loss
  }
  const { value, grad } = tf.valueAndGrad(lossOf)(parameters)
  // An alias that the caller's scope owns, in place of the one that none does.
  const accuracy = tf.clone(kept!)
  kept!.dispose()
  return { loss: value as Scalar, gradient: grad as Tensor1D, accuracy }
}

/**
 * One training step of one run, (parameters, state, hyper, batch) -> (parameters, state,
 * metrics), in ordinary tfjs operations.
 */
export function createTrainStep(config: TrainStepConfig): TrainStep {
  const network = createNetwork(config)
  const update = createFastUpdateStep(config)
  return ({ parameters, state, hyper, batch, keepsGradient = false }) =>
    tf.tidy((): StepResult => {
      const found = lossAndGradient(network, parameters, batch)
      const next = update({ parameters, state, hyper, ...found })
      if (!keepsGradient) return next
      return { ...next, found: { loss: found.loss, gradient: found.gradient } }
    })
}

/** The state that a run starts with. */
export function initialState(config: UpdateStepConfig, parameterCount: number): Tensor[] {
  return config.optimizer.stateShapes(parameterCount).map((shape) => tf.zeros([...shape]))
}
