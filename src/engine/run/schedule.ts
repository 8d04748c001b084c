import { numberOf, type OptionValues } from '../../spec/hyperparameter'
import type { OptimizerSpec } from '../../spec/optimizer'
import { deviceNumber } from './hyper'
import type { StepRunner } from './runner/types'

/** Writes what the schedule of a rule, if it has one, makes of its rate at a step. */
export function writeScheduled(
  runner: Pick<StepRunner, 'write'>,
  optimizer: OptimizerSpec,
  values: OptionValues,
  step: number,
  stepsPerEpoch: number,
): void {
  const factor = optimizer.scheduleFactor?.(values, step, stepsPerEpoch)
  const { scheduled } = optimizer.rule
  if (factor === undefined || scheduled === undefined) return
  runner.write(scheduled, deviceNumber(numberOf(values, scheduled) * factor))
}
