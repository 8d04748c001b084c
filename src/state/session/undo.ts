/**
 * Taking back a Reset, another link, or the removal of a run. Numbers and configuration come
 * back as they were; the worker goes on from its last snapshot of then and trains the few steps
 * since once more, on the same batches with the same edits, so that what follows is what would
 * have followed.
 */
import type { RunId } from '../../spec/runId'
import { indexOfRun, withRun } from '../experiment/runList'
import { hasNumbers } from '../seeds/seeds'
import { addNotice, type StoreContext } from '../store/context'
import { loadSoon } from './loading'
import { resume } from './resume'

/** Remembers the page as it is; the result brings it back. */
export function rememberPage(context: StoreContext): () => void {
  const { get, set, series, recovery } = context
  const { experiment, runs, scheduledEdits, session, needsReset, previousRuns } = get()
  const page = { experiment, runs, scheduledEdits, session, needsReset, previousRuns }
  const numbers = series.entries()
  const { snapshot } = recovery
  return () => {
    series.restore(numbers)
    recovery.snapshot = snapshot
    // What notices offer belongs to the page that is left.
    const notices = get().notices.filter(({ action }) => !action)
    set({ ...page, notices, wantsTraining: false, seriesVersion: get().seriesVersion + 1 })
    resume(context)
  }
}

/** Remembers a run that is about to be removed; the result puts it back where it was. */
export function rememberRun(context: StoreContext, id: RunId): () => void {
  const { get, set, series, recovery } = context
  const { experiment, runs, scheduledEdits } = get()
  const at = indexOfRun({ runs }, id)
  const numbers = series.get(id)
  const { snapshot } = recovery
  return () => {
    const now = get()
    const place = Math.min(at, now.runs.length)
    set({
      ...withRun(now, experiment.runs[at]!, runs[at]!, place),
      // A load without the run has dropped its edits.
      scheduledEdits,
      seriesVersion: now.seriesVersion + 1,
    })
    if (numbers) series.restore([...series.entries(), [id, numbers]])
    if (!hasNumbers(now)) return loadSoon(context)
    // After a crash the worker was given the other runs only.
    if (!now.session.runIds.includes(id)) return set({ needsReset: true })
    recovery.snapshot = snapshot
    resume(context)
  }
}

/** Says what was done and offers to take it back; the offer before it is withdrawn. */
export function offerUndo(context: StoreContext, text: string, undo: () => void): void {
  withdrawUndo(context)
  addNotice(context, 'info', text, { undo })
}

export function withdrawUndo({ get, set }: StoreContext): void {
  if (get().notices.some((notice) => notice.undo))
    set({ notices: get().notices.filter((notice) => !notice.undo) })
}
