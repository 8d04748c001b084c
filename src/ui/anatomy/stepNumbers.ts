/** The numbers that one step of one run was made of. */
import type { OptionValues } from '../../spec/hyperparameter'
import type { MetricColumn } from '../../spec/metrics'
import type { RunSeries } from '../../state/series/series'
import type { LossAlongGradient } from '../../state/session/lossAlongGradientState'

/** NaN where there is no such number. */
export interface StepNumbers {
  readonly step: number
  readonly loss: number
  readonly gradNormSq: number
  readonly unclipped: number
  readonly stepSize: number
  /** Infinity: no limit. */
  readonly maxLr: number
  readonly effectiveStep: number
  readonly clipped: boolean
  readonly skipped: boolean
  /** Hyperparameters in force at that step. */
  readonly values: OptionValues
}

/** Null where the step is not kept whole. */
export function numbersAt(
  series: Pick<RunSeries, 'values' | 'firstStep' | 'length'>,
  step: number,
  values: OptionValues,
): StepNumbers | null {
  const row = step - series.firstStep
  if (row < 0 || row >= series.length) return null
  const read = (column: MetricColumn) => series.values(column)[row] ?? NaN
  return {
    step,
    loss: read('loss'),
    gradNormSq: read('gradNormSq'),
    unclipped: read('unclipped'),
    stepSize: read('stepSize'),
    maxLr: read('maxLr'),
    effectiveStep: read('effectiveStep'),
    clipped: read('clipped') > 0,
    skipped: read('skipped') > 0,
    values,
  }
}

/** What a rule with a clip makes of the loss and gradient that a probe found. */
export function predictedStep({ loss, gradNormSq, values }: LossAlongGradient) {
  const eps = typeof values['eps'] === 'number' ? values['eps'] : 0
  const maxLr = typeof values['maxLr'] === 'number' ? values['maxLr'] : Infinity
  const unclipped = loss / (gradNormSq + eps)
  return {
    unclipped,
    stepSize: Math.max(0, Math.min(unclipped, maxLr)),
    /** Where the tangent meets zero: the unclipped step but for eps. */
    tangentZero: loss / gradNormSq,
  }
}
