/**
 * The record of steps that are no longer kept whole: the buckets of a series, by the names of
 * their columns. They take the place of the chunks with the rows of those steps.
 */
import * as v from 'valibot'
import { MAX_STEPS } from '../../experiment/limits'
import { isColumnName, MAX_COLUMNS } from '../../spec/metricTable'
import { BUCKET_PARTS, type Buckets, isBucketSize } from '../series/buckets'
import type { BucketParts } from '../series/types'

const step = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_STEPS))
const numbers = v.custom<Float32Array<ArrayBuffer>>((input) => input instanceof Float32Array)

const columnSchema = v.object({
  name: v.pipe(v.string(), v.check(isColumnName)),
  min: numbers,
  max: numbers,
  last: numbers,
})

export const summarySchema = v.pipe(
  v.object({
    key: v.pipe(v.number(), v.integer(), v.minValue(0)),
    firstStep: step,
    endStep: step,
    /** Steps in a bucket. */
    size: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Training time at the start of each bucket. */
    seconds: v.custom<Float64Array<ArrayBuffer>>((input) => input instanceof Float64Array),
    columns: v.pipe(v.array(columnSchema), v.maxLength(MAX_COLUMNS)),
  }),
  v.check(({ firstStep, endStep, size, seconds, columns }) => {
    const steps = endStep - firstStep
    const length = Math.ceil(steps / size)
    const arrays = [seconds, ...columns.flatMap((column) => BUCKET_PARTS.map((p) => column[p]))]
    const names = new Set(columns.map(({ name }) => name))
    return (
      steps > 0 &&
      isBucketSize(size, steps) &&
      names.size === columns.length &&
      arrays.every((array) => array.length === length)
    )
  }),
)

export type SavedSummary = v.InferOutput<typeof summarySchema>

/** @param key by which the records know the run */
export function summaryFrom(folded: Buckets, key: number): SavedSummary {
  const { firstStep, endStep, size, columns } = folded
  return {
    ...{ key, firstStep, endStep, size },
    seconds: folded.seconds.slice(),
    columns: columns.map((name) => ({
      name,
      min: folded.column(name, 'min').slice(),
      max: folded.column(name, 'max').slice(),
      last: folded.column(name, 'last').slice(),
    })),
  }
}

/** A column that the record does not have has no values. */
export const bucketsOf = ({
  firstStep,
  endStep,
  size,
  seconds,
  columns,
}: SavedSummary): BucketParts => ({
  ...{ firstStep, steps: endStep - firstStep, size, seconds },
  columns: new Map(columns.map(({ name, ...parts }) => [name, parts])),
})
