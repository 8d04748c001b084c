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

/** What a worker sets by its name in a trial, where nothing else changes with it. */
const SET_BY_NAME: readonly string[] = ['batch', 'examples', 'noise']

/** What each trial has of its own. */
const OF_TRIALS: readonly string[] = ['link', 'seeds', 'steps', 'runs', 'edits']

type Description = ReturnType<typeof describeExperiment>

/** What describes the run of an optimizer, with what a trial may set. */
function ofOptimizer(optimizer: string, word: string, run: Description): Description {
  const { rateKey, rule, hyperparameters } = optimizerSpec(optimizer)
  const rate = hyperparameters.find(({ key }) => key === rateKey)
  const accepted = rate?.kind === 'number' ? [rate.min, rate.max] : []
  return { ...run, word, accepted, names: Object.fromEntries(pythonOptionNames(rule)) }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What settings of the experiment change in its description, each once. */
function variants(
  trials: readonly ClusterTrial[],
  base: Description,
  describe: (trial: ClusterTrial) => Description,
): Description[] {
  const found = new Map<string, Description>()
  const seen = new Set<string>()
  for (const trial of trials) {
    const names = pythonOptionNames(optimizerSpec(trial.optimizer).rule)
    const values = Object.fromEntries(otherValues(trial).filter(([name]) => !names.has(name)))
    const key = JSON.stringify(values)
    if (key === '{}' || seen.has(key)) continue
    seen.add(key)
    const changes = Object.entries(describe(trial)).filter(
      ([name, value]) => !OF_TRIALS.includes(name) && !isSame(value, base[name]),
    )
    const byName = changes.every(
      ([name, value]) => SET_BY_NAME.includes(name) && values[name] === value,
    )
    const isAllByName = Object.keys(values).every((name) => SET_BY_NAME.includes(name))
    if (!byName || !isAllByName) found.set(key, { values, ...Object.fromEntries(changes) })
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
      const whole = describeExperiment(first, known, data, statistics)
      const { runs, ...rest } = whole
      const described = first.runs.map(({ optimizer }, run) =>
        ofOptimizer(optimizer, word(optimizer), (runs as readonly Description[])[run]!),
      )
      const describe = (trial: ClusterTrial) =>
        describeExperiment(trial.experiment, known, data, statistics)
      const others = variants(trials, whole, describe)
      return { ...rest, runs: described as PythonValue, variants: others }
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
