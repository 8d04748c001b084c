import type { StoreContext } from '../store/context'
import { NO_LOSS_ALONG_GRADIENT } from '../session/lossAlongGradientState'
import { resume } from '../session/resume'
import { trainedExperiment } from '../experiment/runList'
import { sendLoad } from '../session/sendLoad'
import { foldFinishedSeed, ofSeed, seedSuffix, finishedSeedOf } from './seeds'

/**
 * Puts the seed that has been trained aside and loads the next one, which then trains by itself
 * because training is still wanted. Runs that were removed are not in it, and runs that were
 * added meanwhile wait for a reset, as always.
 */
export function nextSeed(context: StoreContext): void {
  const { get, set, series, recovery } = context
  const state = get()
  const take = finishedSeedOf(state, series)
  const experiment = trainedExperiment(state)
  foldFinishedSeed(take, experiment)
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
  const finishedSeeds = [...state.finishedSeeds, take]
  series.clear()
  recovery.forget()
  set({
    loaded: experiment,
    runs,
    finishedSeeds,
    seedDone: false,
    phase: 'loading',
    status: `Loading${seedSuffix({ ...state, finishedSeeds })}`,
    progress: null,
    step: 0,
    appliedEdits: [],
    lossAlongGradient: NO_LOSS_ALONG_GRADIENT,
    seriesVersion: state.seriesVersion + 1,
  })
  sendLoad(context, { experiment: ofSeed(experiment, finishedSeeds.length) }, () => resume(context))
}
