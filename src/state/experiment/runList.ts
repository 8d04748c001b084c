/** Pure changes to the list of runs: the experiment's part and the page's part together. */
import type { Edit, Experiment, RunConfig } from '../../experiment/experiment'
import type { OptionValue } from '../../spec/hyperparameter'
import type { PlaygroundState, RunStatus } from '../types'

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

/** What belongs to one run, in all lists. */
interface RunParts {
  readonly config: RunConfig
  readonly status: RunStatus
  readonly edits: readonly Edit[]
  readonly appliedEdits: PlaygroundState['appliedEdits']
}

/** Puts a run that was taken out back at a place; its edits may carry any `run`. */
export function withRunAt(lists: Lists, at: number, parts: RunParts): Lists {
  const shifted = <T extends Edit>(edits: readonly T[], added: readonly T[]): T[] =>
    [
      ...edits.map((edit) => (edit.run >= at ? { ...edit, run: edit.run + 1 } : edit)),
      ...added.map((edit) => ({ ...edit, run: at })),
    ].sort((a, b) => a.step - b.step)
  const { experiment, runs, appliedEdits } = lists
  return {
    experiment: {
      ...experiment,
      runs: experiment.runs.toSpliced(at, 0, parts.config),
      edits: shifted(experiment.edits, parts.edits),
    },
    runs: runs.toSpliced(at, 0, parts.status),
    appliedEdits: shifted(appliedEdits, parts.appliedEdits),
  }
}

/** Moves a run to another place; edits go with it. */
export function withMovedRun(lists: Lists, from: number, to: number): Lists {
  const { experiment, runs, appliedEdits } = lists
  const order = runs.map((_, run) => run)
  order.splice(to, 0, ...order.splice(from, 1))
  const moved = <T extends Edit>(edits: readonly T[]) =>
    edits.map((edit) => ({ ...edit, run: order.indexOf(edit.run) }))
  return {
    experiment: {
      ...experiment,
      runs: order.map((run) => experiment.runs[run]!),
      edits: moved(experiment.edits),
    },
    runs: order.map((run) => runs[run]!),
    appliedEdits: moved(appliedEdits),
  }
}

/** Drops the edits of a run that leaves and counts the runs behind it again. */
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
export function trainedExperiment({
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
