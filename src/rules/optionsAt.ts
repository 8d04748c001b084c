import { numberOf, type OptionValues } from '../spec/hyperparameter'
import { hyperparametersOf, type OptimizerSpec } from '../spec/optimizer'
import { numericOptions } from './numericOptions'

/**
 * The numeric options of a run as its rule reads them at a step: with what its schedule makes of the
 * rate; `none` is Infinity.
 * @param stepsPerEpoch null where it is not known yet; the schedule is then left out
 */
export function optionsAt(
  spec: OptimizerSpec,
  values: OptionValues,
  step: number,
  stepsPerEpoch: number | null,
): Record<string, number> {
  const options = numericOptions(hyperparametersOf(spec), values)
  const { scheduled } = spec.rule
  if (scheduled === undefined || stepsPerEpoch === null) return options
  const factor = spec.scheduleFactor?.(values, step, stepsPerEpoch) ?? 1
  return { ...options, [scheduled]: numberOf(values, scheduled) * factor }
}
