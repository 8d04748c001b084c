/**
 * What is kept of a training in the browser's database, and the check that everything read back
 * has to pass: another version of the page, or another page, may have written it.
 *
 * Three kinds of record: one description per experiment, replaced as it grows; chunks of numbers,
 * which are added; and one snapshot, replaced every few seconds. Where a training has more rows
 * than the page keeps whole, one chunk with summaries takes the place of the oldest ones.
 */
import * as v from 'valibot'
import type { Edit, Experiment } from '../../experiment/experiment'
import { MAX_RUNS, MAX_SEED, MAX_SEEDS, MAX_STEPS } from '../../experiment/limits'
import { parseExperiment } from '../../experiment/parseExperiment'
import type { OptionValue } from '../../spec/hyperparameter'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { isColumnName, MAX_COLUMNS, type MetricTable } from '../../spec/metricTable'
import type { BackendReport, Hashes } from '../../worker/protocol'
import { NO_STUDIES, studiesSchema, type SavedStudies } from './savedStudies'
import { type SavedSummary, summarySchema } from './summaries'

const FORM = '1'

/** Which form blocks have and, for those that do not name their columns, the columns. */
export const LAYOUT = [FORM, ...METRIC_COLUMNS].join(' ')

/** The columns in a layout; null where the form is unknown. */
function columnsOf(layout: string): readonly string[] | null {
  const [form, ...columns] = layout.split(' ')
  return form === FORM ? columns : null
}

export interface SavedEdit extends Edit {
  readonly previous: OptionValue
  readonly scheduled: boolean
}

/** Which part of a repetition over seeds an experiment of one seed is. */
export interface SavedRepeat {
  /** The first seed, and how many there are. */
  readonly seed: number
  readonly seeds: number
  /** Link of the page, with all seeds. */
  readonly link: string
  /** The seeds that were trained before this one, in their order. */
  readonly before: readonly {
    readonly id: string
    /** By which that one's records know each of this one's runs. */
    readonly keys: readonly number[]
  }[]
}

export interface SavedExperiment {
  readonly id: string
  /** Stays as it was when the first numbers were written: older blocks need it. */
  readonly layout: string
  /** Another one with every write: two tabs that write here notice each other. */
  readonly revision: string
  /** Milliseconds since 1970. */
  readonly created: number
  readonly updated: number
  /** Given by hand in the list; empty where none was given. */
  readonly name: string
  /** What the numbers belong to; `edits` and `diverged` count its runs. */
  readonly experiment: Experiment
  /** Link of the page at that moment: its controls may have been ahead of the numbers. */
  readonly link: string
  /** Index in the link's runs of each run: the link may have runs that wait for a reset. */
  readonly places: readonly number[]
  /** By which the chunks and the snapshot know each run. */
  readonly keys: readonly number[]
  readonly edits: readonly SavedEdit[]
  readonly diverged: readonly ({ readonly step: number; readonly sentence: string } | null)[]
  readonly step: number
  /** Earlier steps are kept as summaries. */
  readonly foldedBefore: number
  readonly stepsPerEpoch: number
  readonly hashes: Hashes | null
  readonly backend: BackendReport['name'] | null
  /** Null where the experiment is not repeated over seeds. */
  readonly repeat: SavedRepeat | null
  /** The last rate test and the last landscape. */
  readonly studies: SavedStudies
  /** Loss of each run at a few steps, evenly spaced; null where it is not a number. */
  readonly thumbnail: readonly (readonly (number | null)[])[]
}

/** Blocks of the first version of the page have no `columns`: reading adds those of the layout. */
export interface SavedBlock extends MetricTable {
  readonly key: number
  readonly firstStep: number
  readonly seconds: Float64Array
}

export interface SavedEvaluation {
  readonly key: number
  readonly step: number
  readonly loss: number
  readonly accuracy: number
}

export interface SavedChunk {
  readonly id: string
  readonly sequence: number
  readonly blocks: readonly SavedBlock[]
  readonly evaluations: readonly SavedEvaluation[]
  /** In the first chunk alone: what came before the rows. */
  readonly summaries?: readonly SavedSummary[]
}

export interface SavedRunSnapshot {
  readonly key: number
  readonly parameters: Float32Array
  readonly state: readonly Float32Array[]
  readonly values: Readonly<Record<string, OptionValue>>
  readonly skippedInARow: number
}

export interface SavedSnapshot {
  readonly id: string
  readonly step: number
  readonly seconds: number
  readonly runs: readonly SavedRunSnapshot[]
}

const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max))
const step = whole(MAX_STEPS)
const key = whole(Number.MAX_SAFE_INTEGER)
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))
const option = v.union([v.number(), v.boolean(), v.string(), v.null()])
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const perRun = <T extends v.GenericSchema>(schema: T) =>
  v.pipe(v.array(schema), v.maxLength(MAX_RUNS))

const experiment = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Experiment => {
    const parsed = parseExperiment(dataset.value)
    if (parsed.ok) return parsed.experiment
    addIssue({ message: parsed.sentences.join(' ') })
    return NEVER
  }),
)

const descriptionSchema = v.object({
  id: v.pipe(v.string(), v.maxLength(64)),
  layout: v.string(),
  revision: v.optional(v.string(), ''),
  created: time,
  updated: time,
  name: v.pipe(v.string(), v.maxLength(200)),
  experiment,
  link: v.string(),
  // Empty in older records: then the controls come back as the numbers have them.
  places: v.optional(perRun(whole(MAX_RUNS - 1)), []),
  keys: perRun(key),
  edits: v.array(
    v.object({
      step,
      run: whole(MAX_RUNS - 1),
      key: v.string(),
      value: option,
      previous: option,
      scheduled: v.boolean(),
    }),
  ),
  diverged: perRun(v.nullable(v.object({ step, sentence: v.string() }))),
  step,
  foldedBefore: v.optional(step, 0),
  stepsPerEpoch: v.pipe(step, v.minValue(1)),
  hashes: v.nullable(v.object({ weights: hash, order: hash, data: hash })),
  backend: v.nullable(v.picklist(['webgpu', 'wasm', 'webgl', 'cpu'])),
  repeat: v.optional(
    v.nullable(
      v.object({
        seed: whole(MAX_SEED),
        seeds: v.pipe(whole(MAX_SEEDS), v.minValue(2)),
        link: v.string(),
        before: v.pipe(
          v.array(v.object({ id: v.pipe(v.string(), v.maxLength(64)), keys: perRun(key) })),
          v.maxLength(MAX_SEEDS - 1),
        ),
      }),
    ),
    null,
  ),
  studies: v.optional(studiesSchema, NO_STUDIES),
  thumbnail: perRun(v.pipe(v.array(v.nullable(v.number())), v.maxLength(200))),
})

const blockSchema = v.pipe(
  v.object({
    key,
    firstStep: step,
    columns: v.pipe(
      v.array(v.pipe(v.string(), v.check(isColumnName))),
      v.maxLength(MAX_COLUMNS),
      v.check((names) => new Set(names).size === names.length),
    ),
    values: v.instance(Float32Array),
    seconds: v.instance(Float64Array),
  }),
  v.check(({ columns, values, seconds }) => values.length === seconds.length * columns.length),
)

const chunkSchema = v.object({
  id: v.string(),
  sequence: key,
  blocks: v.array(blockSchema),
  evaluations: v.array(v.object({ key, step, loss: v.number(), accuracy: v.number() })),
  summaries: v.exactOptional(v.array(summarySchema)),
})

const snapshotSchema = v.object({
  id: v.string(),
  step,
  seconds: v.pipe(v.number(), v.minValue(0)),
  runs: v.pipe(
    v.array(
      v.object({
        key,
        parameters: v.instance(Float32Array),
        state: v.array(v.instance(Float32Array)),
        values: v.record(v.string(), option),
        skippedInARow: whole(1000),
      }),
    ),
    v.maxLength(MAX_RUNS),
  ),
})

/** A description as it was written, or null where it is not one. */
export function readDescription(input: unknown): SavedExperiment | null {
  const parsed = v.safeParse(descriptionSchema, input)
  if (!parsed.success) return null
  const { output } = parsed
  const { runs } = output.experiment
  const fits =
    output.keys.length === runs.length &&
    new Set(output.keys).size === runs.length &&
    output.diverged.length === runs.length &&
    output.edits.every(({ run }) => run < runs.length) &&
    (output.repeat?.before ?? []).every(({ keys }) => keys.length === runs.length)
  return fits ? output : null
}

/** @param layout of the description that the chunk belongs to */
export function readChunk(input: unknown, layout: string): SavedChunk | null {
  const parsed = v.safeParse(chunkSchema, withColumns(input, layout))
  return parsed.success ? parsed.output : null
}

function withColumns(input: unknown, layout: string): unknown {
  const columns = columnsOf(layout)
  if (!columns || !isObject(input) || !Array.isArray(input['blocks'])) return input
  const blocks = (input['blocks'] as unknown[]).map((block) =>
    isObject(block) ? { columns, ...block } : block,
  )
  return { ...input, blocks }
}

const isObject = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null

export function readSnapshot(input: unknown): SavedSnapshot | null {
  const parsed = v.safeParse(snapshotSchema, withRuns(input))
  return parsed.success ? parsed.output : null
}

/** The runs of a snapshot had another name in the first version of the page. */
const FIRST_NAME_OF_RUNS = 'lanes'

function withRuns(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !(FIRST_NAME_OF_RUNS in input)) return input
  return { ...input, runs: input[FIRST_NAME_OF_RUNS] }
}
