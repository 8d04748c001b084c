/**
 * The controls of a kept page may have been ahead of its numbers: changes that wait for a reset,
 * runs that were added since, another view. They are in the link that was kept with it. Pure.
 */
import { valuesAt } from '../../experiment/edits'
import { experimentDiff } from '../../experiment/diff'
import type { Edit, Experiment } from '../../experiment/experiment'
import { isOwnRule } from '../../optimizers/ownRules/codec'
import type { RunId } from '../../spec/runId'
import type { Evaluation } from '../../worker/protocol'
import { byRunId, isSameEdit } from '../experiment/runEdits'
import { newRun } from '../experiment/runList'
import type { Divergence, Session } from '../session/session'
import type { PlaygroundState, RunState } from '../types'
import type { SavedExperiment } from './records'
import type { RestoredExperiment } from './deserialize'

/** The controls as they were, and what the session knew of its runs. */
interface Controls {
  readonly controls: Pick<PlaygroundState, 'experiment' | 'runs' | 'scheduledEdits' | 'needsReset'>
  readonly session: Pick<Session, 'runIds' | 'appliedEdits' | 'diverged' | 'lastEvaluations'>
}

type Saved = Pick<SavedExperiment, 'experiment' | 'edits' | 'diverged' | 'places'>

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Whether the runs of the numbers are where `places` says, and have had the same edits. The rule of
 * one may have been changed since; its edits are then not those of the link any more.
 */
function goTogether({ experiment, places }: Saved, wanted: Experiment): boolean {
  const { runs, edits } = experiment
  const isSameRule = (run: number) => runs[run]!.optimizer === wanted.runs[places[run]!]?.optimizer
  const moved = edits
    .filter((edit) => isSameRule(edit.run))
    .map((edit) => ({ ...edit, run: places[edit.run]! }))
  const ofKept = ({ run }: Edit) => places.includes(run) && isSameRule(places.indexOf(run))
  const sorted = (list: readonly Edit[]) =>
    list.map(({ step, run, key, value }) => JSON.stringify([step, run, key, value])).sort()
  return (
    places.length === runs.length &&
    new Set(places).size === places.length &&
    runs.every(({ optimizer }, run) => {
      const now = wanted.runs[places[run]!]?.optimizer ?? ''
      return isSameRule(run) || (isOwnRule(optimizer) && isOwnRule(now))
    }) &&
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
  const { experiment: trained, places } = saved
  const runs = wanted.runs.map((config, place): RunState => {
    const run = places.indexOf(place)
    if (run < 0) return newRun(config)
    const { hyper: start, optimizer } = trained.runs[run]!
    if (optimizer !== config.optimizer) return newRun(config)
    // Start values that were changed after the start are shown in the controls.
    const changed = Object.entries(config.hyper).filter(([key, value]) => start[key] !== value)
    const current = { ...valuesAt(trained, run, restored.step), ...Object.fromEntries(changed) }
    return { ...newRun(config), current }
  })
  const runIds = places.map((place) => runs[place]!.id)
  const appliedEdits = byRunId(saved.edits, runIds)
  const byHand = appliedEdits.filter(({ scheduled }) => !scheduled)
  const { edits, ...experiment } = wanted
  const all = byRunId(
    edits,
    runs.map(({ id }) => id),
  )
  return {
    controls: {
      ...{ experiment, runs },
      scheduledEdits: all.filter((edit) => !byHand.some((one) => isSameEdit(one, edit))),
      needsReset: experimentDiff(trained, wanted).length > 0,
    },
    session: { runIds, appliedEdits, ...known(saved, restored, runIds) },
  }
}

/** By run, what had happened to it. */
function known(
  { diverged }: Pick<SavedExperiment, 'diverged'>,
  { series }: RestoredExperiment,
  runIds: readonly RunId[],
): Pick<Session, 'diverged' | 'lastEvaluations'> {
  return {
    diverged: new Map(
      runIds.flatMap((id, run): [RunId, Divergence][] => {
        const at = diverged[run] ?? null
        return at ? [[id, at]] : []
      }),
    ),
    lastEvaluations: new Map(
      runIds.flatMap((id, run): [RunId, Evaluation][] => {
        const last = series[run]!.evaluations.at(-1)
        return last ? [[id, { run: id, ...last }]] : []
      }),
    ),
  }
}
