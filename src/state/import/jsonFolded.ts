/** The steps that an Experiment (JSON) holds as buckets: `folded`. */
import * as v from 'valibot'
import { MAX_RUNS, MAX_SEED, MAX_STEPS } from '../../experiment/limits'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { BUCKET_PARTS, MAX_BUCKETS } from '../series/buckets'
import type { BucketPart } from '../series/types'
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

const runSchema = v.pipe(
  v.object({
    run: whole(MAX_RUNS - 1),
    seed: v.optional(whole(MAX_SEED)),
    firstStep: whole(MAX_STEPS),
    endStep: whole(MAX_STEPS),
    stepsPerBucket: v.pipe(whole(MAX_STEPS), v.minValue(1)),
    seconds: numbers,
    ...(Object.fromEntries(METRIC_COLUMNS.map((column) => [column, columnSchema])) as Record<
      (typeof METRIC_COLUMNS)[number],
      typeof columnSchema
    >),
  }),
  v.check((run) => {
    const steps = run.endStep - run.firstStep
    const count = Math.ceil(steps / run.stepsPerBucket)
    const lists = METRIC_COLUMNS.flatMap((column) => BUCKET_PARTS.map((part) => run[column][part]))
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

function bucketsOf(run: FoldedRun): BucketParts {
  const column = (name: (typeof METRIC_COLUMNS)[number], part: BucketPart) =>
    Float32Array.from(run[name][part])
  return {
    firstStep: run.firstStep,
    steps: run.endStep - run.firstStep,
    size: run.stepsPerBucket,
    columns: METRIC_COLUMNS.map((name) => ({
      min: column(name, 'min'),
      max: column(name, 'max'),
      last: column(name, 'last'),
    })),
    seconds: Float64Array.from(run.seconds),
  }
}

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
