import { Suspense } from 'react'
import { isSweepOpen, stripOf, SWEEP_KEY, usualOptimizers } from '../../state/sweep/sweepOptimizers'
import { usePlayground } from '../../state/store/store'
import { fetched } from '../fetched'

const SweepPanel = fetched(async () => (await import('./SweepPanel')).SweepPanel)

/** The robustness sweep, behind a button: what it needs is loaded when it is opened. */
export function SweepSection() {
  const isOpen = usePlayground(({ experiment }) => isSweepOpen(experiment))
  const usual = usePlayground(({ experiment }) => stripOf(usualOptimizers(experiment), experiment))
  const { setView } = usePlayground((state) => state.actions)
  return (
    <section className="panel" aria-labelledby="sweep-title">
      <header className="panel__head">
        <h2 id="sweep-title">Robustness strip</h2>
        <button
          type="button"
          className="button button--small"
          aria-expanded={isOpen}
          onClick={() => {
            setView(SWEEP_KEY, isOpen ? null : usual)
            setView('tab', isOpen ? 'tuning' : null)
          }}
        >
          {isOpen ? 'Close the strip' : 'Open the strip'}
        </button>
      </header>
      <p className="panel__note">
        How much does the rate matter? The optimizers train this experiment at many values of their
        rate (<code>maxLr</code>, <code>lr</code> or what stands in its place), and one picture
        shows what each came to.
      </p>
      {isOpen && (
        <Suspense fallback={<p className="panel__note">Opening the strip…</p>}>
          <SweepPanel />
        </Suspense>
      )}
    </section>
  )
}
