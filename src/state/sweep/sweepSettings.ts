/** What a robustness sweep goes through; kept in the link as `view.sweep...`. */
import {
  MAX_SWEEP_EPOCHS,
  MAX_SWEEP_SEEDS,
  MAX_SWEEP_VALUES,
  SWEEP_RATES,
  viewValue,
} from '../../experiment/viewKeys'
import { MAX_STEPS } from '../../experiment/limits'
import { formatNumber } from '../../experiment/optionText'
import type { NumberOption } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { optimizerSpec } from '../../optimizers/specs'
import type { Experiment } from '../../experiment/experiment'
import {
  axisIn,
  axisSettings,
  axisText,
  axisValues,
  RATE,
  type AxisSource,
  type SweepAxis,
} from './sweepAxis'
import { stripIn, stripOf, usualOptimizers } from './sweepOptimizers'

export interface SweepSettings {
  /** Ids, in the order in which they are offered. */
  readonly optimizers: readonly string[]
  /** Smallest and largest rate: `maxLr` or `lr`. */
  readonly low: number
  readonly high: number
  /** Rates from `low` to `high`, with equal ratios. */
  readonly values: number
  readonly epochs: number
  /** The first axis, where that is not the rate from `low` to `high`. */
  readonly x?: SweepAxis | undefined
  /** The second axis of a map. */
  readonly y?: SweepAxis | undefined
  /** Steps of each training, instead of epochs. */
  readonly steps?: number | undefined
  /** Instead of those of the experiment. */
  readonly seeds?: number | undefined
  /** Test accuracy, 0 to 1: the steps until it is reached are measured. */
  readonly target?: number | undefined
}

/** None of them can be off. */
type SweepOption = NumberOption & { readonly default: number }

const rate = (key: string, byDefault: number, help: string): SweepOption => ({
  kind: 'number',
  key,
  default: byDefault,
  min: SWEEP_RATES[0],
  max: SWEEP_RATES[1],
  scale: 'log',
  help,
})

const count = (key: string, byDefault: number, most: number, help: string): SweepOption => ({
  kind: 'number',
  key,
  default: byDefault,
  min: key === 'values' ? 2 : 1,
  max: most,
  scale: 'linear',
  integer: true,
  help,
})

export const sweepOptions = {
  low: rate('from', 0.001, 'The smallest rate.'),
  high: rate('to', 100, 'The largest rate.'),
  values: count(
    'values',
    6,
    MAX_SWEEP_VALUES,
    'So many rates, each the same number of times the one before.',
  ),
  epochs: count(
    'epochs',
    3,
    MAX_SWEEP_EPOCHS,
    'Each rate is trained for so many passes through the examples.',
  ),
  steps: {
    ...count('steps', 300, MAX_STEPS, 'Each value is trained for so many steps.'),
    scale: 'log',
  },
  seeds: count(
    'seeds',
    1,
    MAX_SWEEP_SEEDS,
    'Each value is trained with so many seeds, from the seed of the experiment on.',
  ),
} as const satisfies Record<string, SweepOption>

/** Settings as the link has them: whatever makes no sense is at its default. */
export function sweepSettings(experiment: Pick<Experiment, 'view'> & AxisSource): SweepSettings {
  const { view } = experiment
  const { low, high, values, epochs } = sweepOptions
  const [from, to] = viewValue(view, 'stripRange') ?? [low.default, high.default]
  const strip = stripIn(experiment)
  const optimizers = strip.length > 0 ? strip : usualOptimizers(experiment)
  const [x, y] = axesIn(experiment, optimizers)
  const target = viewValue(view, 'stripTarget')
  return {
    ...{ optimizers, low: from, high: to, x, y },
    values: viewValue(view, 'stripValues') ?? values.default,
    epochs: viewValue(view, 'stripEpochs') ?? epochs.default,
    steps: viewValue(view, 'stripSteps'),
    seeds: viewValue(view, 'stripSeeds'),
    target: target === undefined ? undefined : target / 100,
  }
}

function axesIn(
  experiment: Pick<Experiment, 'view'> & AxisSource,
  optimizers: readonly string[],
): readonly (SweepAxis | undefined)[] {
  const said = (['stripX', 'stripY'] as const).map((key) => viewValue(experiment.view, key))
  if (said.every((one) => one === undefined)) return []
  const offered = axisSettings(experiment, optimizers)
  const x = axisIn(said[0], offered)
  const y = axisIn(said[1], offered)
  return [x, y?.key === (x?.key ?? RATE) ? undefined : y]
}

/** 0.57 is 57, and not 56.99999999999999. */
export const inPercent = (share: number): number => Number((100 * share).toPrecision(12))

/** What to write for settings; null for what goes without saying. */
export function sweepView(
  settings: SweepSettings,
  experiment: AxisSource,
): Readonly<Record<string, string | null>> {
  const { optimizers, low, high, values, epochs, x, y, steps, seeds, target } = settings
  const isUsual = low === sweepOptions.low.default && high === sweepOptions.high.default
  const offered = x || y ? axisSettings(experiment, optimizers) : []
  const text = (value: number | undefined) => (value === undefined ? null : formatNumber(value))
  return {
    strip: stripOf(optimizers, experiment),
    stripRange: isUsual ? null : `${low}:${high}`,
    stripValues: values === sweepOptions.values.default ? null : String(values),
    stripEpochs: epochs === sweepOptions.epochs.default ? null : String(epochs),
    stripX: x ? axisText(x, offered) : null,
    stripY: y ? axisText(y, offered) : null,
    stripSteps: text(steps),
    stripSeeds: text(seeds),
    stripTarget: text(target === undefined ? undefined : inPercent(target)),
  }
}

/** The first axis. */
export const xAxis = ({ x, low, high, values }: SweepSettings): SweepAxis =>
  x ?? { ...{ key: RATE, low, high, values }, scale: 'log', isWhole: false, ofRuns: true }

/** The values of the first axis; of rates, to three digits. */
export const sweepRates = (settings: SweepSettings): number[] => axisValues(xAxis(settings))

/** A value of a hyperparameter that an optimizer accepts: the nearest one to what is asked for. */
export function accepted(optimizer: string, key: string, wanted: number): number {
  const option = hyperparametersOf(optimizerSpec(optimizer)).find((one) => one.key === key)
  return option?.kind === 'number' ? Math.min(option.max, Math.max(option.min, wanted)) : wanted
}
