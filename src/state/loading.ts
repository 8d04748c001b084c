import type { StoreContext } from './context'
import { withNotes } from './ghosts'
import { NO_PROBE } from './probe'
import { hasNumbers, ofSeed } from './repeat/seeds'
import { NO_REGIONS } from './regions'
import { restarted } from './runList'
import { sendLoad } from './sendLoad'

/** Quick changes in a row (typing, dragging) make one load. */
const DEBOUNCE_MS = 250

let timer: ReturnType<typeof setTimeout> | undefined

/** Gives the worker the experiment as it stands and goes back to step 0. */
export function loadNow(context: StoreContext): void {
  clearTimeout(timer)
  const { get, set, series, recovery } = context
  const state = get()
  const experiment = restarted(state)
  const runs = state.runs.map((status, run) => ({
    ...status,
    workerRun: run,
    current: experiment.runs[run]!.hyper,
    diverged: null,
    lastEvaluation: null,
  }))
  series.clear()
  recovery.forget()
  set({
    experiment,
    loaded: experiment,
    runs,
    phase: 'loading',
    status: 'Loading',
    progress: null,
    needsReset: false,
    takes: [],
    seedDone: false,
    step: 0,
    stepsPerSecond: 0,
    appliedEdits: [],
    probe: NO_PROBE,
    regions: NO_REGIONS,
    ghosts: withNotes(state.ghosts, { experiment, runs }),
    seriesVersion: state.seriesVersion + 1,
  })
  sendLoad(context, { experiment: ofSeed(experiment, 0) }, () => loadNow(context))
}

/**
 * After a change that a session cannot take up: at step 0 loads anew by itself, later leaves
 * the numbers alone and offers a reset.
 */
export function loadSoon(context: StoreContext): void {
  if (hasNumbers(context.get())) return context.set({ needsReset: true })
  clearTimeout(timer)
  timer = setTimeout(() => loadNow(context), DEBOUNCE_MS)
}
