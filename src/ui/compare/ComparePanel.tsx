import { useId } from 'react'
import { seedCount } from '../../state/seeds/seeds'
import { usePlayground } from '../../state/store/store'
import { NumberField } from '../controls/NumberField'
import { CompareTable } from './CompareTable'
import { usePreviousRuns } from './usePreviousRuns'
import { targetOf, targetOption } from './target'

/** All runs in numbers, and earlier ones beside them. */
export function ComparePanel() {
  const target = usePlayground(({ experiment }) => targetOf(experiment))
  const previousRuns = usePreviousRuns().length
  const seeds = usePlayground(
    (state) => state.session.finishedSeeds.length + (state.session.seedDone ? 1 : 0),
  )
  const repeated = usePlayground((state) => seedCount(state) > 1 && seeds > 0)
  const { setView, clearPreviousRuns } = usePlayground((state) => state.actions)
  const id = useId()
  return (
    <section className="panel compare" aria-labelledby="compare-title">
      <header className="panel__head compare__head">
        <h2 id="compare-title">Compare</h2>
        <div className="compare__target">
          <label htmlFor={`${id}c`}>test accuracy to reach,&nbsp;%</label>
          <NumberField
            id={`${id}c`}
            option={targetOption}
            value={target}
            describedBy={`${id}h`}
            onCommit={(value) =>
              setView('target', value === targetOption.default ? null : String(value))
            }
          />
          <span id={`${id}h`} className="visually-hidden">
            {targetOption.help}
          </span>
        </div>
      </header>
      <CompareTable target={target} />
      <p className="panel__note compare__foot">
        Losses are of single batches. The runs train in lock-step, so seconds are those of all runs
        together, without evaluation and pauses.
        {repeated &&
          ` Numbers are medians of ${seeds} finished ${seeds === 1 ? 'seed' : 'seeds'}, with the smallest and the largest below.`}
        {previousRuns > 0 && (
          <button type="button" className="button button--small" onClick={clearPreviousRuns}>
            Clear earlier runs
          </button>
        )}
      </p>
    </section>
  )
}
