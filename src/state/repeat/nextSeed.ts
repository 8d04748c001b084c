import type { StoreContext } from '../context'
import { NO_PROBE } from '../probe'
import { resume } from '../recovery'
import { recorded } from '../runList'
import { sendLoad } from '../sendLoad'
import { foldTake, ofSeed, seedWords, takeOf } from './seeds'

/**
 * Puts the seed that has been trained aside and loads the next one, which then trains by itself
 * because training is still wanted. Runs that were removed are not in it, and runs that were
 * added meanwhile wait for a reset, as always.
 */
export function nextSeed(context: StoreContext): void {
  const { get, set, series, recovery } = context
  const state = get()
  const take = takeOf(state, series)
  const experiment = recorded(state)
  foldTake(take, experiment)
  let count = 0
  const runs = state.runs.map((status) =>
    status.workerRun === null
      ? status
      : {
          ...status,
          workerRun: count++,
          current: experiment.runs[count - 1]!.hyper,
          diverged: null,
          lastEvaluation: null,
        },
  )
  const takes = [...state.takes, take]
  series.clear()
  recovery.forget()
  set({
    loaded: experiment,
    runs,
    takes,
    seedDone: false,
    phase: 'loading',
    status: `Loading${seedWords({ ...state, takes })}`,
    progress: null,
    step: 0,
    appliedEdits: [],
    probe: NO_PROBE,
    seriesVersion: state.seriesVersion + 1,
  })
  sendLoad(context, { experiment: ofSeed(experiment, takes.length) }, () => resume(context))
}
