import { expect, it } from 'vitest'
import * as v from 'valibot'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { BUCKET_PARTS } from '../series/buckets'
import { RunSeries } from '../series/series'
import { bucketsOf, summaryFrom, summarySchema } from './summaries'

const WIDTH = METRIC_COLUMNS.length

function trained(count: number, folded: number): RunSeries {
  const series = new RunSeries()
  const values = Float32Array.from({ length: count * WIDTH }, (_, i) => Math.sin(i) * 100)
  series.append({ run: 0, firstStep: 0, values, seconds: new Float64Array(count).fill(2) })
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
    const again = new RunSeries()
    again.restoreFolded(bucketsOf(summary))
    expect([again.firstStep, again.endStep, again.length]).toEqual([steps, steps, 0])
    const columns = METRIC_COLUMNS.map((name) => series.values(name))
    again.append({
      run: 0,
      firstStep: steps,
      values: Float32Array.from(
        { length: 500 * WIDTH },
        (_, i) => columns[i % WIDTH]![Math.floor(i / WIDTH)]!,
      ),
      seconds: series.seconds.slice(),
    })
    for (const one of [series, again]) one.foldBefore(steps + 300)
    expect(again.folded!.size).toBe(series.folded!.size)
    expect(again.folded!.seconds).toEqual(series.folded!.seconds)
    for (const name of METRIC_COLUMNS)
      for (const part of BUCKET_PARTS)
        expect(again.folded!.values(name, part)).toEqual(series.folded!.values(name, part))
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
})

it('has no values in a column that it does not know', () => {
  const summary = summaryFrom(trained(100, 100).folded!, 0)
  const buckets = bucketsOf({ ...summary, columns: [] })
  expect(buckets.values('loss', 'min').every(Number.isNaN)).toBe(true)
})
