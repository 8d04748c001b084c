import { defaultRun } from '../../experiment/defaults'
import type { Experiment, RunConfig } from '../../experiment/experiment'
import { MAX_EVAL, MAX_STEPS } from '../../experiment/limits'
import { optimizerSpec } from '../../optimizers/specs'
import type { OptionValues } from '../../spec/hyperparameter'
import type { StripCell } from './cells'
import { acceptedRate, type StripSettings } from './settings'

/** What a strip is trained on: an experiment without its runs, and one run for each optimizer. */
export interface StripBase {
  readonly experiment: Experiment
  /** By optimizer: the hyperparameters beside the rate. */
  readonly runs: Readonly<Record<string, RunConfig>>
}

/** The page's experiment as it stands; of each optimizer, the values of its first run. */
export function stripBase(
  experiment: Experiment,
  current: readonly OptionValues[],
  settings: StripSettings,
): StripBase {
  const runs = settings.optimizers.map((optimizer): [string, RunConfig] => {
    const run = experiment.runs.findIndex((config) => config.optimizer === optimizer)
    const hyper = current[run]
    return [optimizer, hyper ? { optimizer, hyper } : defaultRun(optimizer)]
  })
  return { experiment, runs: Object.fromEntries(runs) }
}

/** Steps of one rate: whole epochs. */
export function stripSteps({ experiment }: StripBase, { epochs }: StripSettings): number {
  const perEpoch = Math.max(1, Math.floor(experiment.examples / experiment.batch))
  return Math.min(MAX_STEPS, epochs * perEpoch)
}

/** All optimizers of a strip at one rate, in lock-step; tested at the end only. */
export function stripExperiment(
  base: StripBase,
  settings: StripSettings,
  { rate, seed }: StripCell,
): Experiment {
  return {
    ...base.experiment,
    seed,
    runs: settings.optimizers.map((optimizer) => {
      const { hyper } = base.runs[optimizer] ?? defaultRun(optimizer)
      const { rateKey } = optimizerSpec(optimizer)
      return { optimizer, hyper: { ...hyper, [rateKey]: acceptedRate(optimizer, rate) } }
    }),
    steps: stripSteps(base, settings),
    eval: MAX_EVAL,
    edits: [],
    seeds: 1,
    name: '',
    view: {},
    unknown: [],
  }
}

/** Equal for strips whose numbers are the same, however many seeds they go through. */
export function stripKey(base: StripBase, settings: StripSettings): string {
  const { low, high, values } = settings
  const first = { rate: low, seed: base.experiment.seed }
  return JSON.stringify([stripExperiment(base, settings, first), low, high, values])
}
