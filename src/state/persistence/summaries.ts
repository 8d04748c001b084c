/**
 * The record of steps that are no longer kept whole: the buckets of a series, by the names of
 * their columns. They take the place of the chunks with the rows of those steps.
 */
import * as v from 'valibot'
import { MAX_STEPS } from '../../experiment/limits'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { BUCKET_PARTS, type BucketNumbers, isBucketSize } from '../series/buckets'

const step = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_STEPS))

const columnSchema = v.object({
  name: v.string(),
  min: v.instance(Float32Array),
  max: v.instance(Float32Array),
  last: v.instance(Float32Array),
})

export const summarySchema = v.pipe(
  v.object({
    key: v.pipe(v.number(), v.integer(), v.minValue(0)),
    firstStep: step,
    endStep: step,
    /** Steps in a bucket. */
    size: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Training time at the start of each bucket. */
    seconds: v.instance(Float64Array),
    columns: v.array(columnSchema),
  }),
  v.check(({ firstStep, endStep, size, seconds, columns }) => {
    const steps = endStep - firstStep
    const length = Math.ceil(steps / size)
    const arrays = [seconds, ...columns.flatMap(({ min, max, last }) => [min, max, last])]
    return (
      steps > 0 && isBucketSize(size, steps) && arrays.every((array) => array.length === length)
    )
  }),
)

export type SavedSummary = v.InferOutput<typeof summarySchema>

/** @param key by which the records know the run */
export function summaryFrom(folded: BucketNumbers, key: number): SavedSummary {
  const { firstStep, endStep, size } = folded
  const columns = METRIC_COLUMNS.map((name) => {
    const [min, max, last] = BUCKET_PARTS.map((part) => folded.values(name, part).slice())
    return { name, min: min!, max: max!, last: last! }
  })
  return { key, firstStep, endStep, size, seconds: folded.seconds.slice(), columns }
}

/** A column that the record does not have has no values. */
export function bucketsOf({ columns, ...summary }: SavedSummary): BucketNumbers {
  const byName = new Map(columns.map((column) => [column.name, column]))
  const none = new Float32Array(summary.seconds.length).fill(NaN)
  return { ...summary, values: (name, part) => byName.get(name)?.[part] ?? none }
}
