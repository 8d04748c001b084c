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
  otherEvaluationColumns,
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
  /** Of an experiment that is not repeated; otherwise every seed has its own. */
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

/** The steps of one seed that are no longer kept whole, per run. */
function foldedRuns(runs: readonly ExportRun[], series: Pick<SeriesStore, 'get'>) {
  return runs.flatMap(({ id }, run) => {
    const buckets = series.get(id)?.folded ?? null
    if (buckets === null) return []
    const facts = {
      run,
      firstStep: buckets.firstStep,
      endStep: buckets.endStep,
      stepsPerBucket: buckets.size,
      seconds: Array.from(buckets.seconds),
    }
    const names = buckets.columns.filter(
      (name) => !Object.hasOwn(facts, name) && name !== SEED_COLUMN,
    )
    const columns = names.map((name) => [
      name,
      Object.fromEntries(
        (['min', 'max', 'last'] as const).map((part) => [
          part,
          Array.from(buckets.column(name, part), numberOrWord),
        ]),
      ),
    ])
    return [{ ...facts, ...Object.fromEntries(columns) }]
  })
}

/** The same of all seeds; undefined where every step is whole. */
function foldedSteps({ runs, series, seeds = [] }: JsonExport) {
  const folded =
    seeds.length === 0
      ? foldedRuns(runs, series)
      : seeds.flatMap(({ seed, series: own }) =>
          foldedRuns(runs, own).map((one) => ({ seed, ...one })),
        )
  if (folded.length === 0) return undefined
  return { note: foldedNote(Math.max(...folded.map(({ endStep }) => endStep))), runs: folded }
}

const property = (key: string, value: unknown) =>
  `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`

/** `Experiment (JSON)` in pieces, for a Blob. */
export function* experimentJsonChunks(source: JsonExport): Generator<string> {
  const { experiment, runs, series, stepsPerEpoch, appliedEdits, seeds = [] } = source
  const ofLink = seeds.find(({ seed }) => seed === experiment.seed)
  const about = {
    format: 'alig-playground-experiment',
    formatVersion: 1,
    link: `#${encodeLink(experiment)}`,
    experiment,
    labels: runLabels(experiment.runs),
    edits: appliedEdits,
    // The link trains its first seed first.
    hashes: seeds.length > 0 ? (ofLink?.hashes ?? null) : source.hashes,
    statistics: source.statistics,
    versions: source.versions,
    backend: source.backend,
    stepsPerEpoch,
    ...(seeds.length > 0 ? { seeds: seeds.map(({ seed, hashes }) => ({ seed, hashes })) } : {}),
  }
  const folded = foldedSteps(source)
  yield '{\n'
  for (const [key, value] of Object.entries(about)) yield `${property(key, value)},\n`
  if (folded !== undefined) yield `${property('folded', folded)},\n`
  yield '  "metrics": '
  const isRepeated = seeds.length > 0
  const all = isRepeated ? seeds.map((one) => one.series) : [series]
  const others = otherColumns(runs, all)
  const metrics = (of: Pick<SeriesStore, 'get'>) =>
    metricsRows(experiment, runs, of, stepsPerEpoch, others)
  const otherEvaluations = otherEvaluationColumns(runs, all)
  const evaluations = (of: Pick<SeriesStore, 'get'>) => evaluationsRows(runs, of, otherEvaluations)
  const head = (columns: readonly string[]) => (isRepeated ? [...columns, SEED_COLUMN] : columns)
  yield* table(
    head([...METRICS_HEADER, ...others]),
    isRepeated ? rowsOfSeeds(seeds, metrics) : metrics(series),
  )
  yield ',\n  "evaluations": '
  yield* table(
    head([...EVALUATIONS_HEADER, ...otherEvaluations]),
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
