import type { StoreContext } from '../store/context'
import { resume } from '../session/resume'
import { newSession } from '../session/session'
import { trainedExperiment, trainedRuns, withRunState } from '../experiment/runList'
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
  const finished = finishedSeedOf(state, series)
  const experiment = trainedExperiment(state)
  foldFinishedSeed(finished, experiment)
  const runIds = trainedRuns(state).map(({ id }) => id)
  const finishedSeeds = [...state.session.finishedSeeds, finished]
  const session = newSession({ experiment, runIds, finishedSeeds, phase: 'loading' })
  series.clear()
  recovery.forget()
  set({
    runs: runIds.reduce(
      (all, id, i) => withRunState(all, id, { current: experiment.runs[i]!.hyper }),
      state.runs,
    ),
    session: { ...session, status: `Loading${seedSuffix({ ...state, session })}` },
    seriesVersion: state.seriesVersion + 1,
  })
  sendLoad(context, { experiment: ofSeed(experiment, finishedSeeds.length), runIds }, () =>
    resume(context),
  )
}
