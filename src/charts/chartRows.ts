/** The numbers of one chart as a table: a row for every sample in view, exact where they are kept. */
import { latestPoint, valueAt } from './lookup'
import type { ChartSeries, Domain } from './types'

/** More rows than a chart has samples; a scale that stands still would go on for ever. */
const MOST_ROWS = 1_000_000

export interface ChartRows {
  readonly header: readonly string[]
  readonly rows: readonly (readonly (number | null)[])[]
}

export interface RowsSetup {
  readonly series: readonly ChartSeries[]
  readonly xDomain: Domain
  readonly xLabel: string
  readonly moveX: (x: number, by: number) => number
}

export function chartRows({ series, xDomain, xLabel, moveX }: RowsSetup): ChartRows {
  const drawn = series.filter(({ points }) => latestPoint(points) !== undefined)
  const end = Math.min(xDomain[1], Math.max(...drawn.map(({ points }) => points.at(-1)!.x)))
  const readers = drawn.map(readerOf)
  const rows: (number | null)[][] = []
  let x = firstX(drawn, xDomain[0], moveX)
  while (x <= end && rows.length < MOST_ROWS) {
    const values = readers.map((read) => read(x))
    if (values.some((value) => value !== null)) rows.push([x, ...values])
    const next = moveX(x, 1)
    if (!(next > x)) break
    x = next
  }
  return { header: [xLabel, ...drawn.map(nameOf)], rows }
}

/** Samples that are measured now and then stand where they were measured, and nowhere else. */
function readerOf(one: ChartSeries): (x: number) => number | null {
  if (one.valueAt && one.markers !== 'each') return (x) => valueAt(one, x)
  const values = new Map(one.points.map(({ x, y }) => [x, y]))
  return (x) => values.get(x) ?? null
}

function firstX(series: readonly ChartSeries[], low: number, moveX: RowsSetup['moveX']): number {
  const first = Math.min(
    ...series.flatMap(({ points }) => points.find(({ x }) => x >= low)?.x ?? []),
  )
  // The place before it may be in view as well, where lines are decimated.
  const snapped = moveX(first, 0)
  const before = moveX(low, 0)
  return before >= low && before < snapped ? before : snapped
}

function nameOf({ label, part, column }: ChartSeries): string {
  const what = column ?? part
  return what ? `${label} ${what}` : label
}
