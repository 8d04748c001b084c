/** The steps that an Experiment (JSON) holds as buckets: `folded`. */
import * as v from 'valibot'
import { MAX_RUNS, MAX_SEED, MAX_STEPS } from '../../experiment/limits'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { isColumnName, MAX_COLUMNS } from '../../spec/metricTable'
import { BUCKET_PARTS, MAX_BUCKETS } from '../series/buckets'
import { RunSeries } from '../series/series'
import { partsOf } from '../series/seriesParts'
import type { BucketParts } from '../series/types'

const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max))

/** What JSON has no number for. */
const WORDS: readonly unknown[] = ['NaN', 'Infinity', '-Infinity']

/** Not looked into where they are too many. */
const numbers = v.pipe(
  v.custom<readonly unknown[]>((input) => Array.isArray(input) && input.length <= MAX_BUCKETS),
  v.check((list) => list.every((one) => typeof one === 'number' || WORDS.includes(one))),
  v.transform((list) => list.map(Number)),
)

const columnSchema = v.object({ min: numbers, max: numbers, last: numbers })

/** A run's facts; every other key is the name of a column. */
const factEntries = {
  run: whole(MAX_RUNS - 1),
  seed: v.optional(whole(MAX_SEED)),
  firstStep: whole(MAX_STEPS),
  endStep: whole(MAX_STEPS),
  stepsPerBucket: v.pipe(whole(MAX_STEPS), v.minValue(1)),
  seconds: numbers,
}

/** A page that had fewer metrics wrote no buckets of the others. */
const metricEntries = Object.fromEntries(
  METRIC_COLUMNS.map((column) => [column, v.optional(columnSchema)]),
)

type Column = v.InferOutput<typeof columnSchema>

/** Columns by name. What this page does not know is no fault where it is no column. */
function columnsOf(run: Readonly<Record<string, unknown>>): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>()
  for (const [name, found] of Object.entries(run)) {
    if (found === undefined) continue
    if (Object.hasOwn(metricEntries, name)) columns.set(name, found as Column)
    else if (isColumnName(name) && v.is(columnSchema, found))
      columns.set(name, v.parse(columnSchema, found))
  }
  return columns
}

const runSchema = v.pipe(
  v.custom<Record<string, unknown>>(
    (input) =>
      typeof input === 'object' && input !== null && Object.keys(input).length <= MAX_COLUMNS,
  ),
  v.looseObject({ ...factEntries, ...metricEntries }),
  v.transform(({ run, seed, firstStep, endStep, stepsPerBucket, seconds, ...rest }) => ({
    ...{ run, seed, firstStep, endStep, stepsPerBucket, seconds },
    columns: columnsOf(rest),
  })),
  v.check((run) => {
    const steps = run.endStep - run.firstStep
    const count = Math.ceil(steps / run.stepsPerBucket)
    const lists = [...run.columns.values()].flatMap((column) =>
      BUCKET_PARTS.map((part) => column[part]),
    )
    return steps > 0 && [run.seconds, ...lists].every(({ length }) => length === count)
  }),
)

/** @param most runs, those of all seeds together */
export const foldedSchema = (most: number) =>
  v.object({
    runs: v.pipe(
      v.custom<unknown[]>((input) => Array.isArray(input) && input.length <= most),
      v.array(runSchema),
    ),
  })

export type FoldedRun = v.InferOutput<typeof runSchema>

const bucketsOf = (run: FoldedRun): BucketParts => ({
  firstStep: run.firstStep,
  steps: run.endStep - run.firstStep,
  size: run.stepsPerBucket,
  columns: new Map(
    Array.from(run.columns, ([name, { min, max, last }]) => [
      name,
      {
        min: Float32Array.from(min),
        max: Float32Array.from(max),
        last: Float32Array.from(last),
      },
    ]),
  ),
  seconds: Float64Array.from(run.seconds),
})

/**
 * A series with its earlier steps in front.
 * @param series the rows kept whole; absent where there are none
 * @returns null where the rows do not go on where the buckets end
 */
export function withFolded(series: RunSeries | undefined, run: FoldedRun): RunSeries | null {
  const { rows, evaluations } = partsOf(series ?? new RunSeries())
  if (rows.seconds.length > 0 && rows.firstStep !== run.endStep) return null
  return RunSeries.of({
    rows: { ...rows, firstStep: run.endStep },
    folded: bucketsOf(run),
    evaluations,
  })
}
