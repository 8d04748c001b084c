import { expect, it } from 'vitest'
import * as v from 'valibot'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { BUCKET_PARTS, Buckets } from '../series/buckets'
import { tableOf } from '../../spec/metricTable'
import { RunSeries } from '../series/series'
import { bucketsOf, summaryFrom, summarySchema } from './summaries'

/** One that this page does not know, too. */
const COLUMNS = [...METRIC_COLUMNS, 'curvature']

function trained(count: number, folded: number): RunSeries {
  const series = new RunSeries()
  const values = Float32Array.from({ length: count * COLUMNS.length }, (_, i) => Math.sin(i) * 100)
  const seconds = new Float64Array(count).fill(2)
  series.append({ firstStep: 0, columns: COLUMNS, values, seconds })
  series.foldBefore(folded)
  return series
}

const isGood = (input: unknown) => v.safeParse(summarySchema, input).success

it.each([[1], [16], [17], [65_536], [65_537], [100_003]])(
  'has the buckets of %d steps, which go on as they would have',
  (steps) => {
    const series = trained(steps + 500, steps)
    const summary = summaryFrom(series.folded!, 4)
    expect(isGood(summary)).toBe(true)
    const again = RunSeries.of({
      rows: { firstStep: steps, columns: new Map(), seconds: new Float64Array() },
      folded: bucketsOf(summary),
      evaluations: [],
    })
    expect([again.firstStep, again.endStep, again.length]).toEqual([steps, steps, 0])
    const rows = tableOf(COLUMNS.map((name) => [name, series.column(name)]))
    again.append({ firstStep: steps, ...rows, seconds: series.seconds.slice() })
    for (const one of [series, again]) one.foldBefore(steps + 300)
    expect(again.folded!.size).toBe(series.folded!.size)
    expect(again.folded!.seconds).toEqual(series.folded!.seconds)
    expect(again.folded!.columns).toEqual(COLUMNS)
    for (const name of COLUMNS)
      for (const part of BUCKET_PARTS)
        expect(again.folded!.column(name, part)).toEqual(series.folded!.column(name, part))
  },
)

it('is refused where it does not fit together', () => {
  const summary = summaryFrom(trained(100, 100).folded!, 0)
  expect(isGood(summary)).toBe(true)
  expect(isGood({ ...summary, size: 17 })).toBe(false)
  expect(isGood({ ...summary, endStep: 200 })).toBe(false)
  expect(isGood({ ...summary, endStep: 0, seconds: new Float64Array(), columns: [] })).toBe(false)
  expect(isGood({ ...summary, seconds: new Float64Array(3) })).toBe(false)
  const [column, ...others] = summary.columns
  expect(isGood({ ...summary, columns: [{ ...column, min: [1] }, ...others] })).toBe(false)
  expect(isGood({ ...summary, columns: [{ ...column, name: 'a,b' }, ...others] })).toBe(false)
  expect(isGood({ ...summary, columns: [column, column] })).toBe(false)
})

it('has no values in a column that it does not know', () => {
  const summary = summaryFrom(trained(100, 100).folded!, 0)
  const buckets = Buckets.of(bucketsOf({ ...summary, columns: [] }))
  expect(buckets.values('loss', 'min').every(Number.isNaN)).toBe(true)
})
