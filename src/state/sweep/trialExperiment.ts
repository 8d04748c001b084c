import { defaultRun } from '../../experiment/defaults'
import type { Experiment, RunConfig } from '../../experiment/experiment'
import { MAX_EVAL, MAX_STEPS } from '../../experiment/limits'
import { optimizerSpec } from '../../optimizers/specs'
import type { OptionValues } from '../../spec/hyperparameter'
import { acceptedRate, type SweepSettings } from './sweepSettings'
import type { SweepBase, Trial } from './types'

/** The page's experiment as it stands; of each optimizer, the values of its first run. */
export function sweepBase(
  experiment: Experiment,
  current: readonly OptionValues[],
  settings: SweepSettings,
): SweepBase {
  const runs = settings.optimizers.map((optimizer): [string, RunConfig] => {
    const run = experiment.runs.findIndex((config) => config.optimizer === optimizer)
    const hyper = current[run]
    return [optimizer, hyper ? { optimizer, hyper } : defaultRun(optimizer)]
  })
  return { experiment, runs: Object.fromEntries(runs) }
}

/** Steps of one rate: whole epochs. */
export function sweepSteps({ experiment }: SweepBase, { epochs }: SweepSettings): number {
  const perEpoch = Math.max(1, Math.floor(experiment.examples / experiment.batch))
  return Math.min(MAX_STEPS, epochs * perEpoch)
}

/** All optimizers of a sweep at one rate, in lock-step; tested at the end only. */
export function trialExperiment(
  base: SweepBase,
  settings: SweepSettings,
  { rate, seed }: Trial,
): Experiment {
  return {
    ...base.experiment,
    seed,
    runs: settings.optimizers.map((optimizer) => {
      const { hyper } = base.runs[optimizer] ?? defaultRun(optimizer)
      const { rateKey } = optimizerSpec(optimizer)
      return { optimizer, hyper: { ...hyper, [rateKey]: acceptedRate(optimizer, rate) } }
    }),
    steps: sweepSteps(base, settings),
    eval: MAX_EVAL,
    edits: [],
    seeds: 1,
    name: '',
    view: {},
    unknown: [],
  }
}
