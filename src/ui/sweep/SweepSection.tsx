import { Suspense } from 'react'
import { sweepSettings } from '../../state/sweep/sweepSettings'
import { isSweepOpen, stripOf, SWEEP_KEY, usualOptimizers } from '../../state/sweep/sweepOptimizers'
import { usePlayground } from '../../state/store/store'
import { fetched } from '../fetched'
import { sweepWord } from './sweepMessages'

const SweepPanel = fetched(async () => (await import('./SweepPanel')).SweepPanel)

/** The robustness sweep, behind a button: what it needs is loaded when it is opened. */
export function SweepSection() {
  const isOpen = usePlayground(({ experiment }) => isSweepOpen(experiment))
  const usual = usePlayground(({ experiment }) => stripOf(usualOptimizers(experiment), experiment))
  const word = usePlayground(({ experiment }) =>
    isSweepOpen(experiment) ? sweepWord(sweepSettings(experiment)) : 'strip',
  )
  const { setView } = usePlayground((state) => state.actions)
  return (
    <section className="panel" aria-labelledby="sweep-title">
      <header className="panel__head">
        <h2 id="sweep-title">Robustness {word}</h2>
        <button
          type="button"
          className="button button--small"
          aria-expanded={isOpen}
          onClick={() => {
            setView(SWEEP_KEY, isOpen ? null : usual)
            setView('tab', isOpen ? 'tuning' : null)
          }}
        >
          {isOpen ? `Close the ${word}` : 'Open the strip'}
        </button>
      </header>
      <p className="panel__note">
        {word === 'map' ? (
          <>
            How do two settings act together? The optimizers train this experiment with every pair
            of their values, and a map for each optimizer shows what came out.
          </>
        ) : (
          <>
            How much does the rate matter? The optimizers train this experiment at many values of
            their rate (<code>maxLr</code>, <code>lr</code> or what stands in its place), and one
            picture shows what each came to.
          </>
        )}
      </p>
      {isOpen && (
        <Suspense fallback={<p className="panel__note">Opening the {word}…</p>}>
          <SweepPanel />
        </Suspense>
      )}
    </section>
  )
}
