import { useState } from 'react'
import { formatCount, formatShare, formatValue } from '../../charts/format'
import { Confusion, isLarge } from './Confusion'
import { mixUps } from './confusions'
import { Picture } from './Picture'
import { formatScore, SCORE_WORDS } from './scores'
import { useInspections } from './useQueries'
import type { ShownData } from './useShownData'

/** Up to so many classes, one look at the table finds what is mixed up. */
const FEW = 12

/** Where one run is right and wrong on the test set, as of the last evaluation. */
export function Mistakes({ data }: { readonly data: ShownData }) {
  const inspections = useInspections()
  const { runs, classNames, input, areImages, testCount, loss } = data
  const [wanted, setWanted] = useState<number | null>(null)
  const run = runs.find(({ id }) => id === wanted) ?? runs[0]
  const inspection = run && inspections.get(run.id)
  const size = input.height * input.width * input.channels
  if (!run) return null
  return (
    <>
      <div className="examples__run">
        <label>
          Run{' '}
          <select
            className="select"
            aria-label="Run whose mistakes are shown"
            value={run.id}
            onChange={({ target }) => setWanted(Number(target.value))}
          >
            {runs.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <p>
          {inspection
            ? `At step ${formatCount(inspection.step)}: ${formatShare(inspection.accuracy)} of ` +
              `${formatCount(testCount)} right, test loss ${formatValue(inspection.loss)}`
            : 'The test set is being looked at ...'}
        </p>
      </div>
      {areImages && (
        <section className="examples__part" aria-labelledby="examples-worst">
          <h3 id="examples-worst">Most wrong test images</h3>
          <p className="panel__note">
            Label, then what {run.label} takes it for and {SCORE_WORDS[loss]}. Largest loss first.
          </p>
          <ul className="examples__grid" aria-label="Most wrong test images">
            {Array.from(inspection?.worst.indices ?? [], (index, i) => {
              const { worst } = inspection!
              return (
                <li key={index} className="examples__item">
                  <Picture pixels={worst.pixels.subarray(i * size, (i + 1) * size)} input={input} />
                  <strong>{classNames[worst.labels[i]!]}</strong>
                  <span>
                    ✗ {classNames[worst.predicted[i]!]} {formatScore(loss, worst.scores[i])}
                  </span>
                  <span className="examples__index">
                    no. {formatCount(index)}, loss {formatValue(worst.losses[i])}
                  </span>
                </li>
              )
            })}
          </ul>
        </section>
      )}
      <section className="examples__part" aria-labelledby="examples-confusion">
        <h3 id="examples-confusion">Confusion matrix</h3>
        <p className="panel__note">
          Test {areImages ? 'images' : 'points'} by their class (rows) and by what {run.label} takes
          them for (columns). Framed: right.{isLarge(classNames.length) && ' Empty: none.'}
        </p>
        {inspection && classNames.length > FEW && (
          <p className="panel__note">
            Most often:{' '}
            {mixUps(inspection.confusion, inspection.classes, 6)
              .map(
                ({ label, predicted, count }) =>
                  `${classNames[label]} taken for ${classNames[predicted]} (${formatCount(count)})`,
              )
              .join(', ') || 'nothing is taken for anything else'}
            .
          </p>
        )}
        {inspection && <Confusion inspection={inspection} classNames={classNames} />}
      </section>
    </>
  )
}
