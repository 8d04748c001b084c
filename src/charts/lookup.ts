/** Finding values and points of series by x. */
import type { ChartSeries, Domain, Point } from './types'

/** Index of the last point with x at most `x`; -1 if there is none. */
export function indexAt(points: readonly Point[], x: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle]!.x <= x) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Last point that is not a gap. */
export function latestPoint(points: readonly Point[]): Point | undefined {
  return points.findLast((point) => point.y !== null)
}

/** Largest x of any series, or the start of the axis where there is none. */
export function lastX(series: readonly ChartSeries[], domain: Domain): number {
  return Math.max(domain[0], ...series.map(({ points }) => points.at(-1)?.x ?? domain[0]))
}

/** Value of a series at x, from the raw data where the series offers them. */
export function valueAt(series: ChartSeries, x: number): number | null {
  if (series.valueAt) return series.valueAt(x)
  return series.points[indexAt(series.points, x)]?.y ?? null
}

/** The value the legend shows: at the cursor, or the latest. */
export function shownValue(series: ChartSeries, hoverX: number | null): number | null {
  if (hoverX === null) return latestPoint(series.points)?.y ?? null
  return valueAt(series, hoverX)
}

/**
 * Points that get a marker: all where few, otherwise about one per `spacing` of x. They are tied
 * to multiples of a power of two, so that they keep their place while the series grows.
 * @param phase 0 to 1, shifts them so that those of different series do not meet
 */
export function markedPoints(
  points: readonly Point[],
  domain: Domain,
  count: number,
  phase: number,
): Point[] {
  const span = domain[1] - domain[0]
  if (!(span > 0)) return []
  const spacing = 2 ** Math.ceil(Math.log2(span / count))
  const marked: Point[] = []
  for (let k = Math.ceil(domain[0] / spacing - phase); ; k++) {
    const x = (k + phase) * spacing
    if (x > domain[1]) return marked
    const point = points[indexAt(points, x)]
    const isNear = point && point.x >= domain[0] && point.x > x - spacing / 2
    if (isNear && point.y !== null && point !== marked.at(-1)) marked.push(point)
  }
}
