import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import type { MetricColumn } from '../../spec/metrics'
import type { StepFacts } from '../run/stepMetrics'
import type { WgslRule } from '../rules/wgslRule'
import { withPenalty, type UpdateStepInput } from '../run/updateStep'

/** What the fused kernel leaves of a step. */
export interface FusedOutcome {
  readonly updated: Tensor1D
  /** A metric that the kernel has written, rank 0. */
  readonly numberOf: (metric: MetricColumn) => Scalar
  readonly penalty: string | undefined
  readonly rule: Pick<WgslRule, 'hasUnclipped' | 'hasLimit'>
}

/**
 * What metrics beside the fused kernel are computed from. Each fact is made when it is asked for:
 * without such a metric nothing is launched.
 */
export function factsBeside(
  input: UpdateStepInput,
  { updated, numberOf, penalty, rule }: FusedOutcome,
): StepFacts {
  const { parameters, accuracy, hyper } = input
  const weightNormSq = (): Scalar => tf.sum(tf.square(parameters))
  return {
    ...{ parameters, updated, accuracy, hyper },
    get weightNormSq() {
      return weightNormSq()
    },
    get gradient() {
      return withPenalty(input, weightNormSq(), penalty).gradient
    },
    get loss() {
      return numberOf('loss')
    },
    get gradNormSq() {
      return numberOf('gradNormSq')
    },
    get usable() {
      return tf.equal(numberOf('skipped'), 0) as Scalar
    },
    get stepSize() {
      return numberOf('stepSize')
    },
    get unclipped() {
      return rule.hasUnclipped ? numberOf('unclipped') : undefined
    },
    get limit() {
      return rule.hasLimit ? numberOf('maxLr') : undefined
    },
    get moved() {
      return tf.greater(numberOf('projected'), 0) as Scalar
    },
  }
}
