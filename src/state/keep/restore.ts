/** Bringing a kept experiment back onto the page. */
import { valuesAt } from '../../experiment/edits'
import { addNotice, type StoreContext } from '../context'
import { withCurrentRuns } from '../ghosts'
import { initialState } from '../initialState'
import { resume } from '../recovery'
import { offerUndo, rememberPage } from '../undo'
import type { SavedExperiment } from './records'
import type { Revived } from './revive'

/** Experiment, numbers and snapshot take the page's place; training waits for Train. */
function putBack(
  { get, set, series, recovery }: StoreContext,
  saved: SavedExperiment,
  revived: Revived,
): void {
  const { experiment, edits, diverged, hashes, stepsPerEpoch } = saved
  const { step } = revived
  const start = initialState(experiment, [])
  const { ghosts, notices, seriesVersion } = get()
  const runs = start.runs.map((status, run) => ({
    ...status,
    workerRun: run,
    current: valuesAt(experiment, run, step),
    diverged: diverged[run]!,
    lastEvaluation: revived.series[run]!.evaluations.at(-1) ?? null,
  }))
  series.restore(runs.map(({ id }, run) => [id, revived.series[run]!] as const))
  recovery.forget()
  recovery.snapshot = revived.snapshot
  set({
    ...start,
    loaded: experiment,
    runs,
    ...{ step, hashes, stepsPerEpoch, ghosts, notices },
    appliedEdits: edits,
    seriesVersion: seriesVersion + 1,
  })
}

const steps = (count: number) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'step' : 'steps'}`

/** At the start of a visit: there is nothing to be replaced. */
export function bringBack(context: StoreContext, saved: SavedExperiment, revived: Revived): void {
  const { wantsTraining } = context.get()
  putBack(context, saved, revived)
  context.set({ wantsTraining })
  resume(context)
  addNotice(
    context,
    'info',
    `The numbers of your last visit are back: ${steps(revived.step)}. Train goes on from there; ` +
      'Reset starts over.',
  )
}

/** From the list, in place of what is on the page. */
export function openSaved(context: StoreContext, saved: SavedExperiment, revived: Revived): void {
  const undo = rememberPage(context)
  context.set({
    wantsTraining: false,
    ghosts: withCurrentRuns(context.get(), context.series),
  })
  putBack(context, saved, revived)
  resume(context)
  offerUndo(context, 'A saved experiment was opened.', undo)
}
