/**
 * Taking back a Reset, another link, or the removal of a run. Numbers and configuration come
 * back as they were; the worker goes on from its last snapshot of then and trains the few steps
 * since once more, on the same batches with the same edits, so that what follows is what would
 * have followed.
 */
import type { StoreContext } from '../store/context'
import { addNotice } from '../store/context'
import { loadSoon } from './loading'
import type { PlaygroundState } from '../types'
import { resume } from './resume'
import { hasNumbers } from '../seeds/seeds'
import { withRunAt } from '../experiment/runList'

/** Everything that a load replaces. */
function pageOf(state: PlaygroundState): Partial<PlaygroundState> {
  const { experiment, loaded, runs, backend, hashes, statistics } = state
  const { parameterCount, stepsPerEpoch, step, appliedEdits, needsReset, previousRuns } = state
  const { finishedSeeds, seedDone } = state
  return {
    ...{ experiment, loaded, runs, backend, hashes, statistics, parameterCount, stepsPerEpoch },
    ...{ step, appliedEdits, needsReset, previousRuns, finishedSeeds, seedDone },
  }
}

/** Remembers the page as it is; the result brings it back. */
export function rememberPage(context: StoreContext): () => void {
  const { get, set, series, recovery } = context
  const page = pageOf(get())
  const numbers = series.entries()
  const { snapshot } = recovery
  return () => {
    series.restore(numbers)
    recovery.snapshot = snapshot
    set({ ...page, wantsTraining: false, seriesVersion: get().seriesVersion + 1 })
    resume(context)
  }
}

/** Remembers a run that is about to be removed; the result puts it back where it was. */
export function rememberRun(context: StoreContext, run: number): () => void {
  const { get, set, series, recovery } = context
  const before = get()
  const status = before.runs[run]!
  const numbers = series.get(status.id)
  const { snapshot } = recovery
  const ofRun = <T extends { readonly run: number }>(edits: readonly T[]) =>
    edits.filter((edit) => edit.run === run)
  return () => {
    const now = get()
    const at = Math.min(run, now.runs.length)
    // After a crash the worker renumbers the runs, and this one is not among them.
    const isKnown = status.workerRun !== null && now.loaded === before.loaded
    set({
      ...withRunAt(now, at, {
        config: before.experiment.runs[run]!,
        status: { ...status, workerRun: isKnown ? status.workerRun : null },
        edits: ofRun(before.experiment.edits),
        appliedEdits: ofRun(before.appliedEdits),
      }),
      seriesVersion: now.seriesVersion + 1,
    })
    if (numbers) series.restore([...series.entries(), [status.id, numbers]])
    if (!hasNumbers(now)) return loadSoon(context)
    if (!isKnown) return set({ needsReset: true })
    recovery.snapshot = snapshot
    resume(context)
  }
}

/** Says what was done and offers to take it back; the offer before it is withdrawn. */
export function offerUndo(context: StoreContext, text: string, undo: () => void): void {
  withdrawUndo(context)
  addNotice(context, 'info', text, undo)
}

export function withdrawUndo({ get, set }: StoreContext): void {
  if (get().notices.some((notice) => notice.undo))
    set({ notices: get().notices.filter((notice) => !notice.undo) })
}
