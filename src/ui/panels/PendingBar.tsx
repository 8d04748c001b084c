import { useShallow } from 'zustand/react/shallow'
import { pendingWords } from '../../state/experiment/pending'
import { trainedRuns } from '../../state/experiment/runList'
import { hasNextSeed } from '../../state/seeds/seeds'
import { usePlayground } from '../../state/store/store'

/** Beside Train while controls hold changes that training does not use yet. */
export function PendingBar() {
  const words = usePlayground(useShallow(pendingWords))
  const canGoBack = usePlayground((state) => trainedRuns(state).length > 0)
  const isAtEnd = usePlayground((state) => state.session.seedDone && !hasNextSeed(state))
  const { restart, keepTraining, takeBackChanges } = usePlayground((state) => state.actions)
  const said = words && `Not yet applied: ${words.list}.`
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {words && (
        <div className="pending pending--training" role="group" aria-label="Changes not in use yet">
          <p>
            <strong>{said}</strong> {isAtEnd ? 'Numbers' : 'Train goes on as before; numbers'}, link
            and exports describe what was trained.
          </p>
          <button type="button" className="button button--primary" onClick={() => restart()}>
            Restart with {words.wanted}
          </button>
          {canGoBack && (
            <button
              type="button"
              className="button"
              onClick={() => (isAtEnd ? takeBackChanges() : keepTraining())}
            >
              {isAtEnd ? 'Undo changes' : `Keep training ${words.trained}`}
            </button>
          )}
        </div>
      )}
    </>
  )
}
