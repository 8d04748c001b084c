import { Suspense, useId } from 'react'
import { datasetSpec } from '../../data/specs'
import { viewValue } from '../../experiment/viewKeys'
import { trainedSettings } from '../../state/experiment/runList'
import { usePlayground } from '../../state/store/store'
import { fetched } from '../fetched'
import './regions.css'

const RegionsPanel = fetched(async () => (await import('./RegionsPanel')).default)

/** The picture of what the runs make of the plane, where there is one; folded, nothing is computed. */
export function Regions() {
  const has = usePlayground(
    (state) => datasetSpec(trainedSettings(state).data.id).kind === 'points',
  )
  const isOpen = usePlayground(({ experiment }) => !viewValue(experiment.view, 'regions'))
  const { setView } = usePlayground((state) => state.actions)
  const id = useId()
  if (!has) return null
  return (
    <section className="regions" aria-labelledby={id}>
      <h3 className="regions__head">
        <button
          type="button"
          id={id}
          className="regions__fold"
          aria-expanded={isOpen}
          onClick={() => setView('regions', isOpen ? 'off' : null)}
        >
          Decision regions
        </button>
      </h3>
      {isOpen && (
        <Suspense fallback={<div className="regions__body regions__body--waiting" />}>
          <RegionsPanel />
        </Suspense>
      )}
    </section>
  )
}
