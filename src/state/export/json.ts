import type { Edit, Experiment } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import { encodeLink } from '../../experiment/link'
import type { ChannelStatistics } from '../../spec/dataset'
import type { OptionValue } from '../../spec/hyperparameter'
import type { BackendReport, Hashes } from '../../worker/protocol'
import type { SeriesStore } from '../series/series'
import { inChunks } from './chunks'
import {
  type Cell,
  EVALUATIONS_HEADER,
  evaluationsRows,
  type ExportRun,
  foldedNote,
  METRICS_HEADER,
  metricsRows,
  otherColumns,
  rowsOfSeeds,
  SEED_COLUMN,
  type SeedNumbers,
} from './tables'

export interface JsonExport {
  readonly experiment: Experiment
  /** In the order of `experiment.runs`. */
  readonly runs: readonly ExportRun[]
  readonly series: SeriesStore
  readonly stepsPerEpoch: number
  /** Edits that have been given their step, with the value before each. */
  readonly appliedEdits: readonly (Edit & { readonly previous: OptionValue })[]
  readonly hashes: Hashes | null
  /** What inputs are standardised by, per channel. */
  readonly statistics: ChannelStatistics | null
  readonly backend: BackendReport | null
  /** Of an experiment that is repeated over seeds: what each of them left. */
  readonly seeds?: readonly (SeedNumbers & { readonly hashes: Hashes | null })[]
  /** Names of programs and libraries with their versions. */
  readonly versions: Readonly<Record<string, string>>
}

/** A cell as JSON: numbers as they are; words, which JSON has no numbers for, as text. */
function jsonCell(cell: Cell): string {
  if (cell === '') return 'null'
  return /^-?\d/.test(cell) ? cell : JSON.stringify(cell)
}

const jsonRow = (cells: readonly Cell[]) => `\n      [${cells.map(jsonCell).join(', ')}]`

/** `{ columns, rows }`, rows in the order and the cells in the form of the CSV. */
function* table(header: readonly string[], rows: Iterable<Cell[]>): Generator<string> {
  yield `{\n    "columns": ${JSON.stringify(header)},\n    "rows": [`
  let separator = ''
  yield* inChunks(rows, (cells) => {
    const text = separator + jsonRow(cells)
    separator = ','
    return text
  })
  yield '\n    ]\n  }'
}

const numberOrWord = (value: number) => (Number.isFinite(value) ? value : String(value))

/** The steps that are no longer kept whole, per run; undefined where there are none. */
function foldedSteps(runs: readonly ExportRun[], series: SeriesStore) {
  const folded = runs.flatMap(({ id }, run) => {
    const buckets = series.get(id)?.folded ?? null
    if (buckets === null) return []
    const columns = buckets.columns.map((name) => [
      name,
      Object.fromEntries(
        (['min', 'max', 'last'] as const).map((part) => [
          part,
          Array.from(buckets.column(name, part), numberOrWord),
        ]),
      ),
    ])
    return [
      {
        run,
        firstStep: buckets.firstStep,
        endStep: buckets.endStep,
        stepsPerBucket: buckets.size,
        seconds: Array.from(buckets.seconds),
        ...Object.fromEntries(columns),
      },
    ]
  })
  return folded.length === 0 ? undefined : { note: foldedNote(series), runs: folded }
}

const property = (key: string, value: unknown) =>
  `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`

/** `Experiment (JSON)` in pieces, for a Blob. */
export function* experimentJsonChunks(source: JsonExport): Generator<string> {
  const { experiment, runs, series, stepsPerEpoch, appliedEdits, seeds = [] } = source
  const about = {
    format: 'alig-playground-experiment',
    formatVersion: 1,
    link: `#${encodeLink(experiment)}`,
    experiment,
    labels: runLabels(experiment.runs),
    edits: appliedEdits,
    hashes: source.hashes,
    statistics: source.statistics,
    versions: source.versions,
    backend: source.backend,
    stepsPerEpoch,
    ...(seeds.length > 0 ? { seeds: seeds.map(({ seed, hashes }) => ({ seed, hashes })) } : {}),
  }
  const folded = foldedSteps(runs, series)
  yield '{\n'
  for (const [key, value] of Object.entries(about)) yield `${property(key, value)},\n`
  if (folded !== undefined) yield `${property('folded', folded)},\n`
  yield '  "metrics": '
  const isRepeated = seeds.length > 0
  const others = otherColumns(runs, isRepeated ? seeds.map((one) => one.series) : [series])
  const metrics = (of: Pick<SeriesStore, 'get'>) =>
    metricsRows(experiment, runs, of, stepsPerEpoch, others)
  const evaluations = (of: Pick<SeriesStore, 'get'>) => evaluationsRows(runs, of)
  const head = (columns: readonly string[]) => (isRepeated ? [...columns, SEED_COLUMN] : columns)
  yield* table(
    head([...METRICS_HEADER, ...others]),
    isRepeated ? rowsOfSeeds(seeds, metrics) : metrics(series),
  )
  yield ',\n  "evaluations": '
  yield* table(
    head(EVALUATIONS_HEADER),
    isRepeated ? rowsOfSeeds(seeds, evaluations) : evaluations(series),
  )
  yield '\n}\n'
}

/**
 * `Experiment (JSON)`: the experiment and its link, both tables, edits, hashes, versions and
 * backend. In the tables null is none, and NaN and infinities are words.
 */
export function experimentJson(source: JsonExport): string {
  return [...experimentJsonChunks(source)].join('')
}
