/**
 * The controls of a kept page may have been ahead of its numbers: changes that wait for a reset,
 * runs that were added since, another view. They are in the link that was kept with it. Pure.
 */
import { valuesAt } from '../../experiment/edits'
import { experimentDiff } from '../../experiment/diff'
import type { Edit, Experiment } from '../../experiment/experiment'
import type { PlaygroundState, RunStatus } from '../types'
import { newRunStatus } from '../experiment/runList'
import type { SavedExperiment } from './records'
import type { RestoredExperiment } from './deserialize'

type Controls = Pick<PlaygroundState, 'experiment' | 'runs' | 'appliedEdits' | 'needsReset'>

type Saved = Pick<SavedExperiment, 'experiment' | 'edits' | 'diverged' | 'places'>

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Whether the runs of the numbers are where `places` says, and have had the same edits. */
function goTogether({ experiment, places }: Saved, wanted: Experiment): boolean {
  const { runs, edits } = experiment
  const moved = edits.map((edit) => ({ ...edit, run: places[edit.run]! }))
  const ofKept = ({ run }: Edit) => places.includes(run)
  const sorted = (list: readonly Edit[]) =>
    list.map(({ step, run, key, value }) => JSON.stringify([step, run, key, value])).sort()
  return (
    places.length === runs.length &&
    new Set(places).size === places.length &&
    runs.every(({ optimizer }, run) => wanted.runs[places[run]!]?.optimizer === optimizer) &&
    isSame(sorted(moved), sorted(wanted.edits.filter(ofKept)))
  )
}

/**
 * @param wanted what the controls showed
 * @returns controls as they were; where they do not go with the numbers, those of the numbers
 */
export function controlsOf(
  saved: Saved,
  restored: RestoredExperiment,
  wanted: Experiment,
): Controls {
  if (!goTogether(saved, wanted)) {
    const places = saved.experiment.runs.map((_, run) => run)
    return controlsOf({ ...saved, places }, restored, saved.experiment)
  }
  const { experiment: trained, places, diverged } = saved
  const runs = wanted.runs.map((config, place): RunStatus => {
    const run = places.indexOf(place)
    if (run < 0) return newRunStatus(config, null)
    const start = trained.runs[run]!.hyper
    // Start values that were changed after the start are shown in the controls.
    const changed = Object.entries(config.hyper).filter(([key, value]) => start[key] !== value)
    return {
      ...newRunStatus(config, run),
      current: { ...valuesAt(trained, run, restored.step), ...Object.fromEntries(changed) },
      diverged: diverged[run]!,
      lastEvaluation: restored.series[run]!.evaluations.at(-1) ?? null,
    }
  })
  return {
    experiment: wanted,
    runs,
    appliedEdits: saved.edits.map((edit) => ({ ...edit, run: places[edit.run]! })),
    needsReset: experimentDiff(trained, wanted).length > 0,
  }
}
