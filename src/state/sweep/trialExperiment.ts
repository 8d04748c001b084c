import { dataShape, datasetSpec } from '../../data/specs'
import { withData } from '../../experiment/choices'
import { defaultRun } from '../../experiment/defaults'
import type { Experiment, RunConfig } from '../../experiment/experiment'
import { fields } from '../../experiment/fields'
import { MAX_EVAL, MAX_STEPS } from '../../experiment/limits'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import type { OptionSpec, OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { RATE } from './sweepAxis'
import { accepted, type SweepSettings } from './sweepSettings'
import type { SweepBase, Trial } from './types'

/** The page's experiment as it stands; of each optimizer, the values of its first run. */
export function sweepBase(
  experiment: Experiment,
  current: readonly OptionValues[],
  settings: Pick<SweepSettings, 'optimizers'>,
): SweepBase {
  const runs = settings.optimizers.map((optimizer): [string, RunConfig] => {
    const run = experiment.runs.findIndex((config) => config.optimizer === optimizer)
    const hyper = current[run]
    return [optimizer, hyper ? { optimizer, hyper } : defaultRun(optimizer)]
  })
  return { experiment, runs: Object.fromEntries(runs) }
}

/** Times that each training is tested on its way, where its way to a target is measured. */
const TESTS = 25

/** Steps between two tests of a training of so many steps. */
const testEvery = (steps: number): number => Math.max(1, Math.round(steps / TESTS))

const stepsOf = ({ examples, batch }: Experiment, { epochs, steps }: SweepSettings): number =>
  Math.min(MAX_STEPS, steps ?? epochs * Math.max(1, Math.floor(examples / batch)))

/** Steps of one trial: whole epochs, or as many as are asked for. */
export const trialSteps = (base: SweepBase, settings: SweepSettings, { values }: Trial): number =>
  stepsOf(withValues(base.experiment, values), settings)

const has = (options: readonly OptionSpec[], key: string) =>
  options.some((option) => option.key === key)

/** The experiment with those of the values that are its own, its model's or its data's. */
function withValues(experiment: Experiment, values: Trial['values']): Experiment {
  const { data, model } = experiment
  const own = Object.entries(values).filter(([key]) => Object.hasOwn(fields, key))
  const others = Object.entries(values).filter(([key]) => !Object.hasOwn(fields, key))
  const pick = (options: readonly OptionSpec[]) =>
    Object.fromEntries(others.filter(([key]) => has(options, key)))
  const ofData = pick(datasetSpec(data.id).options)
  const ofModel = pick(modelSpec(model.id).options)
  let made = experiment
  if (Object.keys(ofData).length > 0) {
    const options = { ...data.options, ...ofData }
    made = { ...made, ...withData(made, { id: data.id, options }) }
  }
  if (Object.keys(ofModel).length > 0)
    made = { ...made, model: { ...made.model, options: { ...made.model.options, ...ofModel } } }
  if (own.length > 0) made = { ...made, ...(Object.fromEntries(own) as Partial<Experiment>) }
  const examples = Math.min(made.examples, dataShape(made.data).trainCount)
  const batch = Math.min(made.batch, examples)
  return examples === made.examples && batch === made.batch ? made : { ...made, examples, batch }
}

/** Keys of the values that are hyperparameters, of any optimizer. */
function runKeys({ experiment }: SweepBase, values: Trial['values']): readonly string[] {
  const { data, model } = experiment
  const others = [...datasetSpec(data.id).options, ...modelSpec(model.id).options]
  return Object.keys(values).filter((key) => !Object.hasOwn(fields, key) && !has(others, key))
}

/** The runs of one trial: every optimizer with the values that it has. */
function trialRuns(base: SweepBase, settings: SweepSettings, { values }: Trial): RunConfig[] {
  const keys = runKeys(base, values)
  return settings.optimizers.map((optimizer) => {
    const { hyper } = base.runs[optimizer] ?? defaultRun(optimizer)
    const spec = optimizerSpec(optimizer)
    const changed = keys
      .map((key) => [key === RATE ? spec.rateKey : key, values[key]!] as const)
      .filter(([key]) => has(hyperparametersOf(spec), key))
      .map(([key, value]) => [key, accepted(optimizer, key, value)])
    return { optimizer, hyper: { ...hyper, ...Object.fromEntries(changed) } }
  })
}

/** All optimizers of a sweep in one trial, in lock-step; tested on the way where there is a target. */
export function trialExperiment(
  base: SweepBase,
  settings: SweepSettings,
  trial: Trial,
): Experiment {
  const experiment = withValues(base.experiment, trial.values)
  const steps = stepsOf(experiment, settings)
  return {
    ...experiment,
    seed: trial.seed,
    runs: trialRuns(base, settings, trial),
    steps,
    eval: settings.target === undefined ? MAX_EVAL : testEvery(steps),
    edits: [],
    seeds: 1,
    name: '',
    view: {},
    unknown: [],
  }
}

/** Trials that differ in values of the runs alone, as one experiment: their runs, one trial behind the other. */
export function sideBySide(
  base: SweepBase,
  settings: SweepSettings,
  trials: readonly Trial[],
): Experiment {
  return {
    ...trialExperiment(base, settings, trials[0]!),
    runs: trials.flatMap((trial) => trialRuns(base, settings, trial)),
  }
}
