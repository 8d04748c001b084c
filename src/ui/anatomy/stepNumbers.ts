/** The numbers that one step of one run was made of. */
import { optionsAt } from '../../rules/optionsAt'
import { predictedScalars } from '../../rules/scalarLines'
import { specialise } from '../../rules/specialise'
import type { OptionValues } from '../../spec/hyperparameter'
import type { MetricColumn } from '../../spec/metrics'
import type { OptimizerSpec } from '../../spec/optimizer'
import type { RunSeries } from '../../state/series/series'
import type { LossAlongGradient } from '../../state/session/lossAlongGradientState'

/** NaN where there is no such number. */
export interface StepNumbers {
  readonly step: number
  readonly loss: number
  readonly gradNormSq: number
  readonly unclipped: number
  readonly stepSize: number
  /** The limit in force, whatever its key; Infinity: no limit, NaN: the rule has none. */
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

/** Rounded to float32, both sides of a comparison differ by this share. */
const ROUNDING = 1e-5

type Results = Pick<StepNumbers, 'unclipped' | 'stepSize' | 'maxLr'>

/**
 * What a limit made of the step; undefined where there is none, or where the step is another one
 * than was asked for all the same.
 */
export function fateOf({
  clipped,
  unclipped,
  stepSize,
  maxLr,
}: Results & Pick<StepNumbers, 'clipped'>): 'clipped' | 'whole' | undefined {
  if (Number.isNaN(maxLr)) return undefined
  if (clipped) return 'clipped'
  return Math.abs(stepSize - unclipped) <= ROUNDING * Math.abs(unclipped) ? 'whole' : undefined
}

const known = (value: number) => (Number.isNaN(value) ? undefined : value)

/** The results of a rule as they were recorded. */
export const recordedOf = ({ stepSize, unclipped, maxLr }: Results) => ({
  stepSize: known(stepSize),
  unclipped: known(unclipped),
  limit: known(maxLr),
})

export interface PredictedStep {
  /** All of them are undefined where they depend on earlier steps, or on more than loss and ‖g‖². */
  readonly stepSize: number | undefined
  readonly unclipped: number | undefined
  readonly limit: number | undefined
  /** Where the tangent meets zero. */
  readonly tangentZero: number
}

/** What a rule makes of the loss and gradient that a probe found. */
export function predictedStep(
  spec: OptimizerSpec,
  { step, loss, gradNormSq, values }: LossAlongGradient,
  stepsPerEpoch: number | null,
): PredictedStep {
  const options = optionsAt(spec, values, step, stepsPerEpoch)
  const program = specialise(spec.rule, values)
  return {
    ...predictedScalars(program, { loss, gradNormSq, options }),
    tangentZero: loss / gradNormSq,
  }
}
