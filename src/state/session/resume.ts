import type { RunSnapshot } from '../../worker/protocol'
import type { StoreContext } from '../store/context'
import { loadNow } from './loading'
import { hasNumbers, ofSeed, seedSuffix } from '../seeds/seeds'
import { trainedExperiment } from '../experiment/runList'
import { sendLoad } from './sendLoad'

/**
 * Loads the session again from the last snapshot; everything on the charts stays. Where no
 * snapshot was taken yet, the same steps are trained again from the start.
 */
export function resume(context: StoreContext): void {
  const { get, set, recovery } = context
  const state = get()
  if (!state.loaded || !hasNumbers(state)) return loadNow(context)
  const experiment = trainedExperiment(state)
  let count = 0
  const newRun = new Map<number, number>()
  const runs = state.runs.map((status) => {
    if (status.workerRun === null) return status
    newRun.set(status.workerRun, count)
    return { ...status, workerRun: count++ }
  })
  const snapshots = recovery.snapshot?.runs.flatMap((old): RunSnapshot[] => {
    const run = newRun.get(old.run)
    return run === undefined ? [] : [{ ...old, run }]
  })
  const snapshot = recovery.snapshot && snapshots ? { ...recovery.snapshot, runs: snapshots } : null
  recovery.snapshot = snapshot
  recovery.workerStep = snapshot?.step ?? 0
  recovery.isCatchingUp = false
  const status = `Resuming${seedSuffix(state)}`
  set({ loaded: experiment, runs, phase: 'loading', status, progress: null })
  const load = {
    experiment: ofSeed(experiment, state.finishedSeeds.length),
    ...(snapshot ? { resume: snapshot } : {}),
  }
  sendLoad(context, load, () => resume(context))
}
