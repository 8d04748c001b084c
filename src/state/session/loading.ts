import type { StoreContext } from '../store/context'
import { withNotes } from '../experiment/previousRuns'
import { pendingDifferences } from '../experiment/pending'
import { restarted, withRunState } from '../experiment/runList'
import { byRunId } from '../experiment/runEdits'
import { hasNumbers, ofSeed } from '../seeds/seeds'
import { sendLoad } from './sendLoad'
import { newSession } from './session'

/** Quick changes in a row (typing, dragging) make one load. */
const DEBOUNCE_MS = 250

let timer: ReturnType<typeof setTimeout> | undefined

function takeTimer(): boolean {
  const isSet = timer !== undefined
  clearTimeout(timer)
  timer = undefined
  return isSet
}

/** Gives the worker the experiment as it stands and goes back to step 0. */
export function loadNow(context: StoreContext): void {
  takeTimer()
  const { get, set, series, recovery } = context
  const state = get()
  const experiment = restarted(state)
  const { edits, ...settings } = experiment
  const runIds = state.runs.map(({ id }) => id)
  const runs = runIds.reduce(
    (all, id, i) => withRunState(all, id, { current: experiment.runs[i]!.hyper }),
    state.runs,
  )
  series.clear()
  recovery.forget()
  set({
    experiment: settings,
    runs,
    scheduledEdits: byRunId(edits, runIds),
    session: newSession({ experiment, runIds, phase: 'loading', status: 'Loading' }),
    needsReset: false,
    previousRuns: withNotes(state.previousRuns, { experiment, runs }),
    seriesVersion: state.seriesVersion + 1,
  })
  sendLoad(context, { experiment: ofSeed(experiment, 0), runIds }, () => loadNow(context))
}

/**
 * After a change that a session cannot take up: at step 0 loads again by itself, later leaves
 * the numbers alone and offers a reset.
 */
export function loadSoon(context: StoreContext): void {
  if (hasNumbers(context.get())) return notePending(context)
  takeTimer()
  timer = setTimeout(() => loadNow(context), DEBOUNCE_MS)
}

/** For what trains: a load that `loadSoon` put off, with which all that the present session does would be lost. */
export function loadWhatWaits(context: StoreContext): void {
  if (takeTimer()) loadNow(context)
}

/** Whether controls differ from what was trained: not where a change was taken back by hand. */
export function notePending({ get, set }: StoreContext): void {
  const needsReset = pendingDifferences(get()).length > 0
  if (get().needsReset !== needsReset) set({ needsReset })
}
