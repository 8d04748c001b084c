/** `worker.py`: the PyTorch script as a program for one trial per call. */
import { encodeLink } from '../../../experiment/link'
import { optimizerSpec } from '../../../optimizers/specs'
import { pythonOptionNames } from '../../../rules/pytorch'
import { describeExperiment, type ScriptFacts } from '../pytorch/description'
import { filesOf } from '../pytorch/header'
import type { PythonValue } from '../pytorch/literals'
import { pytorchScript, type Program, type PytorchScript } from '../pytorch/script'
import { otherValues, wordsOf } from './trialsCsv'
import type { ClusterTrial } from './types'

/** What a worker sets by its name in a trial; what else there is changes data or model. */
const SET_BY_NAME: readonly string[] = ['batch', 'examples', 'noise']

type Description = ReturnType<typeof describeExperiment>

/** What describes the run of an optimizer, with what a trial may set. */
function ofOptimizer(optimizer: string, word: string, run: Description): Description {
  const { rateKey, rule, hyperparameters } = optimizerSpec(optimizer)
  const rate = hyperparameters.find(({ key }) => key === rateKey)
  const accepted = rate?.kind === 'number' ? [rate.min, rate.max] : []
  return { ...run, word, accepted, names: Object.fromEntries(pythonOptionNames(rule)) }
}

/** Settings that the experiment itself has to be described for, each once. */
function variants(
  trials: readonly ClusterTrial[],
  describe: (trial: ClusterTrial) => Description,
): Description[] {
  const found = new Map<string, Description>()
  for (const trial of trials) {
    const { hyperparameters } = optimizerSpec(trial.optimizer)
    const rest = otherValues(trial).filter(
      ([name]) => !SET_BY_NAME.includes(name) && !hyperparameters.some(({ key }) => key === name),
    )
    const key = JSON.stringify(rest)
    if (rest.length === 0 || found.has(key)) continue
    const { data, model } = describe(trial)
    found.set(key, { values: Object.fromEntries(rest), data: data!, model: model! })
  }
  return [...found.values()]
}

/** @param trials of one sweep: at least one */
export function workerScript(
  trials: readonly ClusterTrial[],
  facts: Omit<ScriptFacts, 'steps'>,
): PytorchScript {
  const { experiment } = trials[0]!
  const word = wordsOf(trials)
  const program: Program = {
    root: 'worker.py',
    docstring: docstring(trials),
    describe: (first, known, data, statistics) => {
      const { runs, ...rest } = describeExperiment(first, known, data, statistics)
      const described = first.runs.map(({ optimizer }, run) =>
        ofOptimizer(optimizer, word(optimizer), (runs as readonly Description[])[run]!),
      )
      const describe = (trial: ClusterTrial) =>
        describeExperiment(trial.experiment, known, data, statistics)
      return { ...rest, runs: described as PythonValue, variants: variants(trials, describe) }
    },
    start: (parts) => `def main(arguments=None):
    work(
        EXPERIMENT,
        __file__,
        arguments,
${parts.map((line) => `        ${line}`).join('\n')}
    )


if __name__ == "__main__":
    main()`,
  }
  return pytorchScript(experiment, { ...facts, steps: experiment.steps ?? 0 }, program)
}

const docstring = (
  trials: readonly ClusterTrial[],
): string => `"""A sweep of the ALI-G Playground, \
one trial per call.

    python3 worker.py --trial N [--data DIR] [--device cuda] [--double] [--threads N]
    python3 worker.py --fetch [--data DIR]

N is a row of trials.csv. Its curve and its row are written into results, whole or not at all; a
trial whose row is there is not trained again. What diverged has a row that says so.

${filesOf(trials[0]!.experiment)}
Needs torch and numpy alone.

Link: #${encodeLink(trials[0]!.experiment)}
"""`
