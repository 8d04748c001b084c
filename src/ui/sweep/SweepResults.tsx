import { useMemo, useState } from 'react'
import { formatShare, formatTick, formatValue, percent } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { quoted } from '../../experiment/text'
import { compareResults } from '../../state/sweep/results/compareResults'
import type { SweepResult } from '../../state/sweep/results/types'
import { useResults } from '../../state/sweep/results/useResults'
import { useSweep } from '../../state/sweep/useSweep'
import { pictureOf, resultsAxis, resultsLines } from './resultsSeries'
import { differenceText, resultsText } from './resultsText'

const HEIGHT = 290
const formatAccuracy = (y: number) => percent(formatTick(100 * y))

/** Results of a sweep that was trained elsewhere, beside the page's own. */
export function SweepResults() {
  const shown = useResults((state) => state.shown)
  const points = useSweep((state) => state.points)
  const [chosen, setChosen] = useState('')
  const [hoverX, setHoverX] = useState<number | null>(null)
  const found = useMemo(() => {
    if (!shown) return null
    const here: readonly SweepResult[] = points
    const axis = resultsAxis(shown.results)
    const pictures = [...new Set(shown.results.map((result) => pictureOf(result, axis)))]
    return { here, axis, pictures, difference: compareResults(shown.results, here) }
  }, [shown, points])
  if (!shown || !found) return null
  const { here, axis, pictures, difference } = found
  const picture = pictures.includes(chosen) ? chosen : pictures[0]!
  const inPicture = (results: readonly SweepResult[]) =>
    results.filter((result) => pictureOf(result, axis) === picture)
  const [there, own] = [inPicture(shown.results), inPicture(here)]
  const loss = resultsLines(there, own, axis, 'trainLoss')
  const accuracy = resultsLines(there, own, axis, 'testAccuracy')
  const places = axis.values.map(axis.place)
  const nearest = (x: number) =>
    places.reduce((a, b) => (Math.abs(b - x) < Math.abs(a - x) ? b : a))
  const shared = {
    ...{ xDomain: axis.domain, hoverX, height: HEIGHT, compact: true, legendAtCursor: true },
    onHover: (x: number | null) => setHoverX(x === null ? null : nearest(x)),
    moveX: (x: number, by: number) => {
      const at = places.indexOf(nearest(x)) + by
      return places[Math.min(places.length - 1, Math.max(0, at))]!
    },
    formatX: (x: number) => formatTick(Number(axis.valueAt(x).toPrecision(3))),
    xIsWhole: axis.isLog,
    xLabel: axis.name,
  }
  return (
    <section aria-labelledby="sweep-results">
      <h3 className="chart__title" id="sweep-results">
        Results in {quoted(shown.name)}
      </h3>
      <p aria-live="polite">
        {resultsText(shown.results)} {differenceText(difference)}
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
      <div className="sweep__charts">
        <LineChart
          {...shared}
          title="Final training loss in the file"
          series={loss.series}
          yScale="log"
          yDomain={loss.yDomain}
          formatValue={formatValue}
        />
        <LineChart
          {...shared}
          title="Test accuracy in the file"
          series={accuracy.series}
          yScale="linear"
          yDomain={accuracy.yDomain}
          formatY={formatAccuracy}
          formatValue={formatShare}
        />
        <p className="sweep__axis">
          Lines: median of the seeds, bands from the smallest to the largest value, × where some
          diverged. Dotted: the page&apos;s own strip.
        </p>
      </div>
    </section>
  )
}
