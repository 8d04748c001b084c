import { Suspense } from 'react'
import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import { fetched } from '../fetched'

const ExamplesBody = fetched(async () => (await import('./ExamplesBody')).ExamplesBody)

/** The data themselves: pictures, predictions, mistakes. Closed at first, and then it costs nothing. */
export function ExamplesPanel() {
  const isOpen = usePlayground(
    ({ experiment }) => viewValue(experiment.view, 'examples') === 'open',
  )
  const { setView } = usePlayground((state) => state.actions)
  return (
    <section className="panel" aria-labelledby="examples-title">
      <header className="panel__head">
        <h2 id="examples-title">Examples</h2>
        <button
          type="button"
          className="button button--small"
          aria-expanded={isOpen}
          onClick={() => setView('examples', isOpen ? null : 'open')}
        >
          {isOpen ? 'Hide examples' : 'Show examples'}
        </button>
      </header>
      {isOpen ? (
        <Suspense fallback={<p className="panel__note">Loading ...</p>}>
          <ExamplesBody />
        </Suspense>
      ) : (
        <p className="panel__note">
          The images of the batch with every run’s predictions, the most wrong test images, a
          confusion matrix, and a pad to draw on.
        </p>
      )}
    </section>
  )
}
