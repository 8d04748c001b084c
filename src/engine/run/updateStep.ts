/**
 * What the engine does around every update rule, in this order: the L2 term, skipping a step
 * whose loss or gradient is not finite, projection onto the ball, and the metrics. Pure, in
 * plain tfjs operations; nothing is read back.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { specialise } from '../../rules/specialise'
import type { OptionValues } from '../../spec/hyperparameter'
import type { OptimizerSpec } from '../../spec/optimizer'
import { tfjsRule } from '../rules/tfjsRule'
import { encodeRow } from './metricRow'
import { projectOntoBall } from './projection'
import { FINITE_MAX } from './sentinels'
import { STEP_METRICS, type StepFacts } from './stepMetrics'

export interface UpdateStepConfig {
  readonly optimizer: OptimizerSpec
  /** Enum and boolean hyperparameters. Another value needs another step; its state stays valid. */
  readonly staticOptions: OptionValues
}

export interface UpdateStepInput {
  /** [P] */
  readonly parameters: Tensor1D
  readonly state: readonly Tensor[]
  /** Numeric hyperparameters as rank-0 tensors, `radius` included; none is NO_LIMIT. */
  readonly hyper: Readonly<Record<string, Scalar>>
  /** Mean data loss of the batch, without any L2 term. */
  readonly loss: Scalar
  /** [P], gradient of `loss`. */
  readonly gradient: Tensor1D
  readonly accuracy: Scalar
}

/** An alias and not an interface, so that it can leave `tf.tidy`. */
export type StepOutput = {
  readonly parameters: Tensor1D
  readonly state: Tensor[]
  /** One float32 for each metric, and behind them what was measured beside; see metricRow.ts. */
  readonly metrics: Tensor1D
}

export type UpdateStep = (input: UpdateStepInput) => StepOutput

/** Rank-0 bool; this form is false for NaN and the infinities on all four backends. */
function isUsable(value: Scalar): Scalar {
  return tf.lessEqual(tf.abs(value), FINITE_MAX)
}

/** Loss and gradient with the penalty where it is part of the objective. */
export function withPenalty(
  input: UpdateStepInput,
  weightNormSq: Scalar,
  penalty: string | undefined,
) {
  const { loss, gradient, parameters, hyper } = input
  const lambda = penalty === undefined ? undefined : hyper[penalty]
  if (!lambda) return { loss, gradient }
  const pulled: Tensor1D = tf.add(gradient, tf.mul(lambda, parameters))
  const added: Scalar = tf.mul(tf.mul(lambda, 0.5), weightNormSq)
  return { loss: tf.add(loss, added) as Scalar, gradient: pulled }
}

export function createUpdateStep({ optimizer, staticOptions }: UpdateStepConfig): UpdateStep {
  const rule = tfjsRule(specialise(optimizer.rule, staticOptions))

  return (input) =>
    tf.tidy(() => {
      const { parameters, state, hyper, accuracy } = input
      const weightNormSq: Scalar = tf.sum(tf.square(parameters))
      const { loss, gradient } = withPenalty(input, weightNormSq, optimizer.rule.penalty)
      const gradNormSq: Scalar = tf.sum(tf.square(gradient))

      const usable: Scalar = tf.logicalAnd(isUsable(loss), isUsable(gradNormSq))
      const usableEverywhere = tf.broadcastTo(usable, parameters.shape)
      // `where` and not a product with 0: 0 times NaN is NaN.
      const keepIfUsable = <T extends Tensor>(next: T, previous: T): T =>
        tf.where(
          tf.util.arraysEqual(next.shape, parameters.shape) ? usableEverywhere : usable,
          next,
          previous,
        )

      const proposed = rule({ parameters, gradient, loss, gradNormSq, state, hyper })
      const projected = projectOntoBall(proposed.parameters, hyper.radius!)
      const updated = keepIfUsable(projected.parameters, parameters)

      const facts: StepFacts = {
        ...{ parameters, updated, loss, accuracy, hyper },
        ...{ gradient, gradNormSq, weightNormSq, usable },
        stepSize: proposed.stepSize,
        unclipped: proposed.unclipped,
        limit: proposed.limit,
        moved: projected.moved,
      }
      return {
        parameters: updated,
        state: proposed.state.map((next, i) => keepIfUsable(next, state[i]!)),
        metrics: encodeRow((column) => STEP_METRICS[column](facts)),
      }
    })
}
