/** What a robustness sweep goes through; kept in the link as `view.sweep...`. */
import {
  MAX_SWEEP_EPOCHS,
  MAX_SWEEP_VALUES,
  SWEEP_RATES,
  viewValue,
} from '../../experiment/viewKeys'
import { DEFAULT_OPTIMIZERS } from '../../experiment/defaults'
import type { NumberOption } from '../../spec/hyperparameter'
import { optimizerSpec, optimizerSpecs } from '../../optimizers/specs'
import { ownRulesIn } from '../../optimizers/ownRules/words'
import type { Experiment } from '../../experiment/experiment'

export interface SweepSettings {
  /** Ids, in the order in which they are offered. */
  readonly optimizers: readonly string[]
  /** Smallest and largest rate: `maxLr` or `lr`. */
  readonly low: number
  readonly high: number
  /** Rates from `low` to `high`, with equal ratios. */
  readonly values: number
  readonly epochs: number
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
} as const satisfies Record<string, SweepOption>

/** Of the `view.*` keys, the one that lists the optimizers and opens the panel. */
export const SWEEP_KEY = 'strip'

/**
 * The optimizers of a sweep where nothing else is said: those of an empty link, or of the runs where
 * there are others among them.
 */
export function usualOptimizers({ runs }: Pick<Experiment, 'runs'>): readonly string[] {
  const own = new Set(runs.map(({ optimizer }) => optimizer))
  const hasOthers = [...own].some((id) => !DEFAULT_OPTIMIZERS.includes(id))
  const usual = new Set(hasOthers ? own : DEFAULT_OPTIMIZERS)
  return offeredOptimizers({ runs }).filter((id) => usual.has(id))
}

/** What a sweep can go through: all of the list, and the rules of a person's own among the runs. */
export const offeredOptimizers = ({ runs }: Pick<Experiment, 'runs'>): readonly string[] => [
  ...optimizerSpecs.map(({ id }) => id),
  ...ownRulesIn(runs).map(({ id }) => id),
]

/** Optimizers as a link lists them: a rule of a person's own by the word that it has in tables. */
export function stripOf(optimizers: readonly string[], { runs }: Pick<Experiment, 'runs'>): string {
  const own = ownRulesIn(runs)
  return optimizers.map((id) => own.find((one) => one.id === id)?.word ?? id).join()
}

/** The same read back; what no run has is left out. */
function stripIn({ view, runs }: Pick<Experiment, 'view' | 'runs'>): readonly string[] {
  const own = ownRulesIn(runs)
  const offered = offeredOptimizers({ runs })
  return (viewValue(view, 'strip') ?? [])
    .map((word) => own.find((one) => one.word === word)?.id ?? word)
    .filter((id) => offered.includes(id))
}

export const isSweepOpen = ({ view }: Pick<Experiment, 'view'>): boolean =>
  viewValue(view, 'strip') !== undefined

/** Settings as the link has them: whatever makes no sense is at its default. */
export function sweepSettings(experiment: Pick<Experiment, 'view' | 'runs'>): SweepSettings {
  const { view } = experiment
  const { low, high, values, epochs } = sweepOptions
  const [from, to] = viewValue(view, 'stripRange') ?? [low.default, high.default]
  const strip = stripIn(experiment)
  return {
    optimizers: strip.length > 0 ? strip : usualOptimizers(experiment),
    low: from,
    high: to,
    values: viewValue(view, 'stripValues') ?? values.default,
    epochs: viewValue(view, 'stripEpochs') ?? epochs.default,
  }
}

/** What to write for settings; null for what goes without saying. */
export function sweepView(
  settings: SweepSettings,
  experiment: Pick<Experiment, 'runs'>,
): Readonly<Record<string, string | null>> {
  const { optimizers, low, high, values, epochs } = settings
  const isUsual = low === sweepOptions.low.default && high === sweepOptions.high.default
  return {
    strip: stripOf(optimizers, experiment),
    stripRange: isUsual ? null : `${low}:${high}`,
    stripValues: values === sweepOptions.values.default ? null : String(values),
    stripEpochs: epochs === sweepOptions.epochs.default ? null : String(epochs),
  }
}

/** The rates, to three digits. */
export function sweepRates({ low, high, values }: SweepSettings): number[] {
  const ratio = Math.log(high / low) / (values - 1)
  return Array.from({ length: values }, (_, i) =>
    Number((low * Math.exp(ratio * i)).toPrecision(3)),
  )
}

/** A rate that an optimizer accepts: the nearest one to what is asked for. */
export function acceptedRate(optimizer: string, wanted: number): number {
  const { rateKey, hyperparameters } = optimizerSpec(optimizer)
  const option = hyperparameters.find(({ key }) => key === rateKey)
  return option?.kind === 'number' ? Math.min(option.max, Math.max(option.min, wanted)) : wanted
}
