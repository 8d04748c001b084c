import type { StoreContext } from '../store/context'
import { withNotes } from '../experiment/previousRuns'
import { NO_LOSS_ALONG_GRADIENT } from './lossAlongGradientState'
import { hasNumbers, ofSeed } from '../seeds/seeds'
import { NO_REGIONS } from './regionsState'
import { restarted } from '../experiment/runList'
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
    finishedSeeds: [],
    seedDone: false,
    step: 0,
    stepsPerSecond: 0,
    appliedEdits: [],
    lossAlongGradient: NO_LOSS_ALONG_GRADIENT,
    regions: NO_REGIONS,
    previousRuns: withNotes(state.previousRuns, { experiment, runs }),
    seriesVersion: state.seriesVersion + 1,
  })
  sendLoad(context, { experiment: ofSeed(experiment, 0) }, () => loadNow(context))
}

/**
 * After a change that a session cannot take up: at step 0 loads again by itself, later leaves
 * the numbers alone and offers a reset.
 */
export function loadSoon(context: StoreContext): void {
  if (hasNumbers(context.get())) return context.set({ needsReset: true })
  clearTimeout(timer)
  timer = setTimeout(() => loadNow(context), DEBOUNCE_MS)
}
