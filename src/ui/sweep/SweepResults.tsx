import { Suspense, useMemo, useState } from 'react'
import { quoted } from '../../experiment/text'
import { compareResults } from '../../state/sweep/results/compareResults'
import type { SweepResult } from '../../state/sweep/results/types'
import { useResults } from '../../state/sweep/results/useResults'
import { useSweep } from '../../state/sweep/useSweep'
import { fetched } from '../fetched'
import { ResultsLines } from './ResultsLines'
import { resultsFrame, type OwnSweep } from './resultsMaps'
import { ownInPicture, pictureOf, resultsAxis } from './resultsSeries'
import { differenceText, resultsText } from './resultsText'

const ResultsMaps = fetched(async () => (await import('./ResultsMaps')).ResultsMaps)

/**
 * Results of a sweep that was trained elsewhere, beside the page's own: lines where one value differs,
 * maps where two do.
 */
export function SweepResults({ base, settings }: OwnSweep) {
  const shown = useResults((state) => state.shown)
  const points = useSweep((state) => state.points)
  const [chosen, setChosen] = useState('')
  const found = useMemo(() => {
    if (!shown) return null
    const { results } = shown
    const here: readonly SweepResult[] = points
    const frame = resultsFrame(results, { base, settings })
    const axis = resultsAxis(results)
    const axes = frame ? [frame.x.key, frame.y.key] : [axis.name]
    const pictures = [...new Set(results.map((result) => pictureOf(result, axes)))]
    return { here, frame, axis, axes, pictures, difference: compareResults(results, here) }
  }, [shown, points, base, settings])
  if (!shown || !found) return null
  const { here, frame, axis, axes, pictures, difference } = found
  const picture = pictures.includes(chosen) ? chosen : pictures[0]!
  const there = shown.results.filter((result) => pictureOf(result, axes) === picture)
  const own = ownInPicture(there, here, axes)
  return (
    <section aria-labelledby="sweep-results">
      <h3 className="chart__title" id="sweep-results">
        Results in {quoted(shown.name)}
      </h3>
      <p aria-live="polite">
        {resultsText(shown.results)} {differenceText(difference, frame ? 'map' : 'strip')}
      </p>
      <div className="sweep__controls">
        {pictures.length > 1 && (
          <label>
            With{' '}
            <select value={picture} onChange={(event) => setChosen(event.target.value)}>
              {pictures.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        )}
        <button
          type="button"
          className="button button--small"
          onClick={() => useResults.setState({ shown: null })}
        >
          Put these results away
        </button>
      </div>
      {frame ? (
        <Suspense fallback={null}>
          <ResultsMaps {...{ frame, there }} own={{ base, settings }} here={own} />
        </Suspense>
      ) : (
        <ResultsLines {...{ axis, there }} here={own} />
      )}
    </section>
  )
}
