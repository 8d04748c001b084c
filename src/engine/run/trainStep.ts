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
  /** Its numbers come behind the metrics, in the same row. */
  readonly measure?: Measure | undefined
}

/** A step that has been done, with everything that came up in it. */
export interface StepSides {
  readonly network: Network
  readonly batch: Batch
  /** lambda of an L2 term lambda |w|^2 / 2 that the rule adds to the loss, where it has one. */
  readonly lambda: Scalar | undefined
  /** [P] */
  readonly before: Tensor1D
  /** [P] */
  readonly after: Tensor1D
  /** Of the batch at `before`, without the L2 term. */
  readonly loss: Scalar
  /** [P], the same. */
  readonly gradient: Tensor1D
}

/** Numbers that say what a step did. Pure, as the step itself; what is the same is one function. */
export type Measure = (sides: StepSides) => Tensor1D

export interface TrainStepConfig extends UpdateStepConfig, NetworkConfig {}

/** Pure: the inputs are left as they are, the outputs belong to the caller. */
export type TrainStep = (input: TrainStepInput) => StepOutput

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
  const { penalty } = config.optimizer.rule
  return ({ parameters, state, hyper, batch, measure }) =>
    tf.tidy((): StepOutput => {
      const found = lossAndGradient(network, parameters, batch)
      const next = update({ parameters, state, hyper, ...found })
      if (!measure) return next
      const lambda = penalty === undefined ? undefined : hyper[penalty]
      const { loss, gradient } = found
      const weights = { before: parameters, after: next.parameters }
      const numbers = measure({ network, batch, lambda, loss, gradient, ...weights })
      return { ...next, metrics: tf.concat([next.metrics, numbers]) }
    })
}

/** The state that a run starts with. */
export function initialState(config: UpdateStepConfig, parameterCount: number): Tensor[] {
  return config.optimizer.stateShapes(parameterCount).map((shape) => tf.zeros([...shape]))
}
