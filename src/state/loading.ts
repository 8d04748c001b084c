import type { StoreContext } from './context'
import { withNotes } from './ghosts'
import { NO_PROBE } from './probe'
import { hasNumbers, ofSeed } from './repeat/seeds'
import { NO_REGIONS } from './regions'
import { restarted } from './runList'

/** Quick changes in a row (typing, dragging) make one load. */
const DEBOUNCE_MS = 250

let timer: ReturnType<typeof setTimeout> | undefined

/** Gives the worker the experiment as it stands and goes back to step 0. */
export function loadNow(context: StoreContext): void {
  clearTimeout(timer)
  const { get, set, client, series, recovery } = context
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
  client.send({ type: 'load', experiment: ofSeed(experiment, 0), baseUrl: pageFolder() })
}

/** Absolute address of the folder that the page was served from. */
export function pageFolder(): string {
  return new URL(import.meta.env.BASE_URL, document.baseURI).href
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
