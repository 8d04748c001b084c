/** Pure changes to the list of runs: the experiment's part and the page's part together. */
import type { Edit, Experiment, RunConfig } from '../experiment/experiment'
import type { OptionValue } from '../spec/hyperparameter'
import type { PlaygroundState, RunStatus } from './playground'

type Lists = Pick<PlaygroundState, 'experiment' | 'runs' | 'appliedEdits'>

let nextId = 0

/** What the page knows of a run that has not trained yet. */
export function newRunStatus(config: RunConfig, workerRun: number | null): RunStatus {
  return {
    id: nextId++,
    workerRun,
    hidden: false,
    current: config.hyper,
    diverged: null,
    lastEvaluation: null,
  }
}

export function withRun(lists: Lists, config: RunConfig): Lists {
  const { experiment, runs, appliedEdits } = lists
  return {
    experiment: { ...experiment, runs: [...experiment.runs, config] },
    runs: [...runs, newRunStatus(config, null)],
    appliedEdits,
  }
}

export function withoutRun(lists: Lists, run: number): Lists {
  const { experiment, runs, appliedEdits } = lists
  return {
    experiment: {
      ...experiment,
      runs: experiment.runs.filter((_, index) => index !== run),
      edits: withoutEditsOf(experiment.edits, run),
    },
    runs: runs.filter((_, index) => index !== run),
    appliedEdits: withoutEditsOf(appliedEdits, run),
  }
}

/** Drops the edits of a run that leaves and counts the runs behind it anew. */
function withoutEditsOf<T extends Edit>(edits: readonly T[], run: number): T[] {
  return edits
    .filter((edit) => edit.run !== run)
    .map((edit) => (edit.run > run ? { ...edit, run: edit.run - 1 } : edit))
}

export function withConfig(experiment: Experiment, run: number, config: RunConfig): Experiment {
  return { ...experiment, runs: experiment.runs.map((old, i) => (i === run ? config : old)) }
}

/** Changes the start value of a hyperparameter. */
export function withHyper(
  experiment: Experiment,
  run: number,
  key: string,
  value: OptionValue,
): Experiment {
  const config = experiment.runs[run]!
  return withConfig(experiment, run, { ...config, hyper: { ...config.hyper, [key]: value } })
}

export function withStatus(
  runs: readonly RunStatus[],
  run: number,
  patch: Partial<RunStatus>,
): RunStatus[] {
  return runs.map((status, index) => (index === run ? { ...status, ...patch } : status))
}

/**
 * The experiment to start from step 0: edits made by hand become start values, edits that came
 * with the link stay edits.
 */
export function restarted({ experiment, runs, appliedEdits }: Lists): Experiment {
  const byHand = appliedEdits.filter((edit) => !edit.scheduled)
  const isByHand = (edit: Edit) =>
    byHand.some(
      (other) => other.step === edit.step && other.run === edit.run && other.key === edit.key,
    )
  return {
    ...experiment,
    runs: experiment.runs.map((config, run) => {
      const changed = byHand.filter((edit) => edit.run === run).map(({ key }) => key)
      const current = runs[run]!.current
      return {
        ...config,
        hyper: {
          ...config.hyper,
          ...Object.fromEntries(changed.map((key) => [key, current[key]!])),
        },
      }
    }),
    edits: experiment.edits.filter((edit) => !isByHand(edit)),
  }
}

/** The experiment that the recorded numbers belong to, without runs that were removed. */
export function recorded({
  experiment,
  loaded,
  runs,
}: Pick<PlaygroundState, 'experiment' | 'loaded' | 'runs'>): Experiment {
  if (!loaded) return experiment
  const kept = runs.flatMap((status, run) => (status.workerRun === null ? [] : [run]))
  return {
    ...loaded,
    name: experiment.name,
    runs: kept.map((run) => {
      const { name: _, ...config } = loaded.runs[runs[run]!.workerRun!]!
      const { name } = experiment.runs[run]!
      return name === undefined ? config : { ...config, name }
    }),
    edits: experiment.edits.flatMap((edit) => {
      const run = kept.indexOf(edit.run)
      return run < 0 ? [] : [{ ...edit, run }]
    }),
  }
}
