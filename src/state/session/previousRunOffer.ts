/** Opening another experiment gives a clean page; the earlier runs can be brought back beside it. */
import { hasComparable } from '../experiment/comparable'
import { describedExperiment } from '../experiment/pending'
import type { PreviousRun } from '../experiment/previousRun'
import { MAX_PREVIOUS_RUNS, withNotes } from '../experiment/previousRuns'
import { addNotice, type StoreContext } from '../store/context'

export const BRING_BACK = 'Bring the earlier runs back'

/**
 * Offers earlier runs that were put away, where they can be compared with what is on the page now.
 * @returns what has become of them, as a sentence; empty where there are none
 */
export function offerPreviousRuns(context: StoreContext, putAway: readonly PreviousRun[]): string {
  const { get, set } = context
  if (putAway.length === 0) return ''
  if (!hasComparable(get(), putAway))
    return ' The earlier runs had other data, examples, noise or loss: they are under Saved.'
  addNotice(context, 'info', 'The earlier runs were put away; they are under Saved, too.', {
    action: {
      label: BRING_BACK,
      run: () => {
        const { previousRuns, runs } = get()
        const all = [...putAway, ...previousRuns].slice(-MAX_PREVIOUS_RUNS)
        const shown = { experiment: describedExperiment(get()), runs }
        set({ previousRuns: withNotes(all, shown) })
      },
    },
  })
  return ''
}
