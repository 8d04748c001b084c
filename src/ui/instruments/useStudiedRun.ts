import { viewValue } from '../../experiment/viewKeys'
import { isLive } from '../../state/session/session'
import { usePlayground } from '../../state/store/store'
import { chosenView } from '../anatomy/lookedAt'
import type { RunView } from '../chartPanels/runViews'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'
import { useLiveViews } from '../chartPanels/useLiveViews'

/** The run that long looks are of, which is that of the anatomy; and why there is none to be had. */
export function useStudiedRun(): {
  readonly views: readonly RunView[]
  readonly chosen: RunView | undefined
  readonly whyNot: string | undefined
} {
  const views = useLiveViews(useDrawnVersion())
  const wanted = usePlayground((state) => viewValue(state.experiment.view, 'anatomy'))
  const chosen = chosenView(views, wanted)
  const isReady = usePlayground(({ session }) => isLive(session))
  const isGone = usePlayground(
    ({ session }) =>
      chosen !== undefined &&
      (session.diverged.has(chosen.id) || !session.runIds.includes(chosen.id)),
  )
  const whyNot = !isReady
    ? 'Waiting for the training to be ready.'
    : isGone
      ? 'This run is not in the training.'
      : undefined
  return { views, chosen, whyNot }
}
