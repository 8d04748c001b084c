/** Changes of hyperparameters during training: what they mean and how a list of them changes. */
import * as v from 'valibot'
import type { OptionSpec, OptionValue, OptionValues } from '../spec/hyperparameter'
import { hyperparametersOf } from '../spec/optimizer'
import { optimizerWord } from '../optimizers/ownRules/words'
import { findOptimizer } from '../optimizers/specs'
import type { Edit, Experiment, RunConfig } from './experiment'
import { optionSchema } from './optionSchema'

/** The hyperparameter of a run with this key, if it has one. */
export function hyperparameterOf(run: RunConfig, key: string): OptionSpec | undefined {
  const spec = findOptimizer(run.optimizer)
  return spec && hyperparametersOf(spec).find((option) => option.key === key)
}

/** Why an edit cannot be made, as a sentence; undefined where it can. */
export function checkEdit(runs: readonly RunConfig[], edit: Edit): string | undefined {
  const run = runs[edit.run]
  if (run === undefined) return `There is no run ${edit.run}; runs are counted from 0.`
  const option = hyperparameterOf(run, edit.key)
  if (option === undefined) {
    const word = optimizerWord(run.optimizer)
    return `Only hyperparameters of ${word} can change during training; it has no "${edit.key}".`
  }
  const parsed = v.safeParse(optionSchema(option), edit.value)
  return parsed.success ? undefined : `"${edit.key}" ${parsed.issues[0].message}.`
}

/** By step; edits of the same step keep their order, which is the order they act in. */
export function sortedEdits(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.step - b.step)
}

/**
 * Hyperparameters in force for the update of `step` (0-based): the values of step 0 with every
 * edit of that run up to and including this step.
 */
export function valuesAt(
  experiment: Pick<Experiment, 'runs' | 'edits'>,
  run: number,
  step: number,
): OptionValues {
  const config = experiment.runs[run]
  if (config === undefined) throw new RangeError(`there is no run ${run}`)
  const values = new Map<string, OptionValue>(Object.entries(config.hyper))
  for (const edit of sortedEdits(experiment.edits)) {
    if (edit.run === run && edit.step <= step) values.set(edit.key, edit.value)
  }
  return Object.fromEntries(values)
}
