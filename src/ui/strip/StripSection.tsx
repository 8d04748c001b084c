import { Suspense } from 'react'
import { allOptimizers, isStripOpen, STRIP_KEY } from '../../state/strip/settings'
import { usePlayground } from '../../state/store'
import { fetched } from '../fetched'

const StripPanel = fetched(async () => (await import('./StripPanel')).StripPanel)

/** The robustness strip, behind a button: what it needs is loaded when it is opened. */
export function StripSection() {
  const isOpen = usePlayground(({ experiment }) => isStripOpen(experiment))
  const { setView } = usePlayground((state) => state.actions)
  return (
    <section className="panel" aria-labelledby="strip-title">
      <header className="panel__head">
        <h2 id="strip-title">Robustness strip</h2>
        <button
          type="button"
          className="button button--small"
          aria-expanded={isOpen}
          onClick={() => setView(STRIP_KEY, isOpen ? null : allOptimizers.join())}
        >
          {isOpen ? 'Close the strip' : 'Open the strip'}
        </button>
      </header>
      <p className="panel__note">
        How much does the rate matter? Every optimizer trains this experiment at many values of its
        rate (<code>maxLr</code> or <code>lr</code>), and one picture shows what each came to.
      </p>
      {isOpen && (
        <Suspense fallback={<p className="panel__note">Opening the strip…</p>}>
          <StripPanel />
        </Suspense>
      )}
    </section>
  )
}
