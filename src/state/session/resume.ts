import type { StoreContext } from '../store/context'
import { trainedExperiment, trainedRuns } from '../experiment/runList'
import { hasNumbers, ofSeed, seedSuffix } from '../seeds/seeds'
import { loadNow } from './loading'
import { sendLoad } from './sendLoad'
import { continued } from './session'

/**
 * Loads the session again from the last snapshot; everything on the charts stays. Where no
 * snapshot was taken yet, the same steps are trained again from the start.
 */
export function resume(context: StoreContext): void {
  const { get, set, recovery } = context
  const state = get()
  if (!state.session.experiment || !hasNumbers(state)) return loadNow(context)
  const experiment = trainedExperiment(state)
  const runIds = trainedRuns(state).map(({ id }) => id)
  const snapshot = recovery.snapshot && {
    ...recovery.snapshot,
    runs: recovery.snapshot.runs.filter(({ run }) => runIds.includes(run)),
  }
  recovery.snapshot = snapshot
  recovery.workerStep = snapshot?.step ?? 0
  recovery.isCatchingUp = false
  const status = `Resuming${seedSuffix(state)}`
  set({ session: continued(state.session, { experiment, runIds, phase: 'loading', status }) })
  const load = {
    experiment: ofSeed(experiment, state.session.finishedSeeds.length),
    runIds,
    ...(snapshot ? { resume: snapshot } : {}),
  }
  sendLoad(context, load, () => resume(context))
}
