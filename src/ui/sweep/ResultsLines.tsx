import { useState } from 'react'
import { formatShare, formatTick, formatValue, percent } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import type { SweepResult } from '../../state/sweep/results/types'
import { resultsLines, type ResultsAxis } from './resultsSeries'

const HEIGHT = 290
const formatAccuracy = (y: number) => percent(formatTick(100 * y))

interface ResultsLinesProps {
  readonly axis: ResultsAxis
  /** Of the file, and of the page. */
  readonly there: readonly SweepResult[]
  readonly here: readonly SweepResult[]
}

/** Results of a file over one value, with the page's own as dotted lines. */
export function ResultsLines({ axis, there, here }: ResultsLinesProps) {
  const [hoverX, setHoverX] = useState<number | null>(null)
  const loss = resultsLines(there, here, axis, 'trainLoss')
  const accuracy = resultsLines(there, here, axis, 'testAccuracy')
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
  )
}
