/** How each metric of a step is computed, in plain tfjs operations on rank-0 tensors. */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import type { MetricColumn } from '../../spec/metrics'
import { norm } from './projection'
import { ABSENT } from './sentinels'

/** What is known of a step when it has been done. */
export interface StepFacts {
  /** [P], before the update. */
  readonly parameters: Tensor1D
  /** [P], after the update and the projection. */
  readonly updated: Tensor1D
  /** Of the batch, with the L2 term where it is part of the objective. */
  readonly loss: Scalar
  /** [P], gradient of that loss. */
  readonly gradient: Tensor1D
  readonly accuracy: Scalar
  readonly gradNormSq: Scalar
  readonly weightNormSq: Scalar
  /** Bool: false where the step was skipped. */
  readonly usable: Scalar
  readonly stepSize: Scalar
  /** Where the rule has one. */
  readonly unclipped: Scalar | undefined
  /** The limit that it is compared with, where the rule has one. */
  readonly limit: Scalar | undefined
  /** Bool: the update left the ball. */
  readonly moved: Scalar
  readonly hyper: Readonly<Record<string, Scalar>>
}

const flag = (value: Scalar): Scalar => tf.cast(value, 'float32')

/** A fused kernel writes those that it knows, and the rest is computed here beside it. */
export const STEP_METRICS: Readonly<Record<MetricColumn, (facts: StepFacts) => Scalar>> = {
  loss: ({ loss }) => loss,
  accuracy: ({ accuracy }) => accuracy,
  gradNormSq: ({ gradNormSq }) => gradNormSq,
  unclipped: ({ unclipped, usable }) =>
    unclipped ? tf.where(usable, unclipped, ABSENT) : tf.scalar(ABSENT),
  stepSize: ({ stepSize, usable }) => tf.where(usable, stepSize, 0),
  effectiveStep: ({ usable, gradNormSq, updated, parameters }) => {
    const moves: Scalar = tf.logicalAnd(usable, tf.greater(gradNormSq, 0))
    return tf.where(moves, tf.div(norm(tf.sub(updated, parameters)), tf.sqrt(gradNormSq)), 0)
  },
  weightNorm: ({ weightNormSq }) => tf.sqrt(weightNormSq),
  maxLr: ({ limit }) => limit ?? tf.scalar(ABSENT),
  clipped: ({ unclipped, limit, usable }) =>
    unclipped && limit ? flag(tf.logicalAnd(usable, tf.greater(unclipped, limit))) : tf.scalar(0),
  skipped: ({ usable }) => flag(tf.logicalNot(usable)),
  projected: ({ usable, moved }) => flag(tf.logicalAnd(usable, moved)),
}
