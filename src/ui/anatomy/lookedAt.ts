/** The run and the step that the anatomy and the sentences about a step look at. */
import { valuesAt } from '../../experiment/edits'
import { byIndex } from '../../state/experiment/runEdits'
import { usePlayground } from '../../state/store/store'
import { useHoveredStep } from '../chartPanels/hoveredStep'
import type { RunView } from '../chartPanels/runViews'
import { numbersAt, type StepNumbers } from './stepNumbers'

/** The run whose step goes without saying. */
export const usualView = (views: readonly RunView[]): RunView | undefined =>
  views.find(({ spec }) => spec.hasUnclipped) ?? views[0]

/** The run whose step is looked at: the one of the link, or the one that goes without saying. */
export const chosenView = (
  views: readonly RunView[],
  wanted: number | undefined,
): RunView | undefined => views.find(({ run }) => run === wanted) ?? usualView(views)

export interface LookedAtStep {
  /** -1 before the first. */
  readonly step: number
  readonly last: number
  readonly isPinned: boolean
  readonly hasDiverged: boolean
  /** Null where the step is not kept whole. */
  readonly numbers: StepNumbers | null
}

/** The step under the cursor of the charts, or the one that is pinned, or the latest. */
export function useLookedAtStep({ id, run, series }: RunView): LookedAtStep {
  const hovered = useHoveredStep((state) => state.step)
  const pinned = usePlayground(({ session }) => session.pinnedStep)
  const config = usePlayground(
    ({ experiment, session }) =>
      session.experiment?.runs[session.runIds.indexOf(id)] ?? experiment.runs[run],
  )
  const edits = usePlayground(({ session }) => session.appliedEdits)
  const hasDiverged = usePlayground(({ session }) => session.diverged.has(id))
  const last = (series?.endStep ?? 0) - 1
  // A pin of an earlier training may be further than this one has come.
  const kept = pinned !== null && pinned <= last ? pinned : null
  const step = Math.min(hovered ?? kept ?? last, last)
  const numbers =
    series && config
      ? numbersAt(series, step, valuesAt({ runs: [config], edits: byIndex(edits, [id]) }, 0, step))
      : null
  return { step, last, isPinned: step === kept && step >= 0, hasDiverged, numbers }
}
