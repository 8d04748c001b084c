/** Exported files, read back. Whatever is in them is checked: anybody may have written them. */
import * as v from 'valibot'
import type { Experiment } from '../../experiment/experiment'
import { MAX_RUNS, MAX_SEEDS } from '../../experiment/limits'
import { runLabels } from '../../experiment/labels'
import { parseExperiment } from '../../experiment/parseExperiment'
import { visibleText } from '../../experiment/text'
import { EVALUATIONS_HEADER, type Cell } from '../export/tables'
import {
  isSameOptimizer,
  optimizerLabel,
  refused,
  type Read,
  type ImportedSeed,
  type ImportedExperiment,
} from './importedExperiment'
import { factEntries, factsOf } from './jsonFacts'
import { foldedSchema, withFolded, type FoldedRun } from './jsonFolded'
import { tableFaults, textRows } from './jsonTable'
import { medianRuns, rowsBySeed } from './severalSeeds'
import { readEvaluations, readMetrics, type TableRun } from './csvTable'
import {
  readEvaluationsHeader,
  readMetricsHeader,
  type EvaluationsHeader,
  type MetricsHeader,
} from './tableHeader'

/** Its rows are looked at one by one later: a schema would gather all that is wrong with them. */
const table = v.object({
  columns: v.array(v.string()),
  rows: v.custom<readonly unknown[]>(Array.isArray),
})
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

const hashes = v.nullable(v.object({ weights: hash, order: hash, data: hash }))

const fileSchema = v.object({
  format: v.literal('alig-playground-experiment'),
  formatVersion: v.literal(1),
  experiment: v.unknown(),
  hashes,
  metrics: table,
  evaluations: table,
  /** Of an experiment that was repeated, in the order of the tables. */
  seeds: v.optional(
    v.pipe(v.array(v.object({ seed: v.number(), hashes })), v.maxLength(MAX_SEEDS)),
    [],
  ),
  /** Steps that are not kept whole. */
  folded: v.optional(foldedSchema(MAX_RUNS * MAX_SEEDS)),
  ...factEntries,
})

function labelled(runs: readonly (TableRun | undefined)[], experiment: Experiment | null) {
  const labels = experiment && runLabels(experiment.runs)
  return runs.flatMap((run, index) =>
    run
      ? [
          {
            ...run,
            run: index,
            label: labels?.[index] ?? optimizerLabel(run.optimizer),
            optimizer: experiment?.runs[index]?.optimizer ?? run.optimizer,
          },
        ]
      : [],
  )
}

/** Share of the rows that have been read. */
export type OnProgress = (fraction: number) => void

const ROWS_BETWEEN_WORDS = 2000

function readJson(text: string, source: string, onProgress: OnProgress): Read<ImportedExperiment> {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return refused('It is not JSON; perhaps it was cut short.')
  }
  const parsed = v.safeParse(fileSchema, input, { abortEarly: true })
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0])
    return refused(
      `It is not an Experiment (JSON) of this page${path === null ? '' : `: "${path}" is wrong`}.`,
    )
  }
  const { experiment: found, metrics, evaluations, seeds, folded } = parsed.output
  const faults = tableFaults(metrics, 'metrics') || tableFaults(evaluations, 'evaluations')
  if (faults) return refused(faults)
  const checked = parseExperiment(found)
  if (!checked.ok) return refused(`Its experiment is not valid: ${checked.sentences[0]}`)
  const { experiment } = checked
  const metricsHeader = readMetricsHeader(metrics.columns)
  if (!metricsHeader.ok) return metricsHeader
  const evaluationsHeader = readEvaluationsHeader(evaluations.columns)
  if (!evaluationsHeader.ok) return evaluationsHeader
  const tables: Tables = {
    metrics: counted(textRows(metrics), metrics.rows.length, onProgress),
    metricsHeader: metricsHeader.value,
    evaluations: textRows(evaluations),
    evaluationsHeader: evaluationsHeader.value,
    folded: folded?.runs ?? [],
  }
  const facts = factsOf(parsed.output)
  const isRepeated = tables.metricsHeader.seed >= 0
  if (isRepeated !== tables.evaluationsHeader.seed >= 0) return refused(NOT_TOGETHER)
  if (isRepeated) {
    const hashesOf = (seed: number) => seeds.find((one) => one.seed === seed)?.hashes ?? null
    const read = readSeeds(tables, source, experiment, hashesOf)
    return read.ok ? { ok: true, value: { ...read.value, facts } } : read
  }
  const runs = readRuns(tables, experiment)
  if (!runs.ok) return runs
  const value = { source, experiment, runs: runs.value, hashes: parsed.output.hashes, facts }
  return { ok: true, value }
}

/** Rows, of which a number is known, with word of how many have been taken. */
function* counted<T>(rows: Iterable<T>, count: number, onProgress: OnProgress): Generator<T> {
  let done = 0
  for (const row of rows) {
    if (done++ % ROWS_BETWEEN_WORDS === 0) onProgress(done / count)
    yield row
  }
}

const NOT_TOGETHER = 'Its table and its experiment do not go together.'

interface Tables {
  readonly metrics: Iterable<readonly Cell[]>
  readonly metricsHeader: MetricsHeader
  readonly evaluations: Iterable<readonly Cell[]>
  readonly evaluationsHeader: EvaluationsHeader
  readonly folded: readonly FoldedRun[]
}

/** Numbers of the first row of either table, the header being row 1. */
interface FirstLines {
  readonly metrics?: number | undefined
  readonly evaluations?: number | undefined
}

/** The runs of one seed. */
function readRuns(
  { metrics, metricsHeader, evaluations, evaluationsHeader, folded }: Tables,
  experiment: Experiment | null,
  firstLines: FirstLines = {},
): Read<ImportedExperiment['runs']> {
  const idOf = (run: number) => experiment?.runs[run]?.optimizer
  const runs = readMetrics(metrics, metricsHeader, firstLines.metrics, idOf)
  if (!runs.ok) return runs
  for (const one of folded) {
    const optimizer = idOf(one.run)
    const series = withFolded(runs.value[one.run]?.series, one)
    if (optimizer === undefined || series === null) return refused(NOT_TOGETHER)
    runs.value[one.run] = { optimizer: runs.value[one.run]?.optimizer ?? optimizer, series }
  }
  const isOther = (run: TableRun | undefined, index: number) =>
    run !== undefined && !isSameOptimizer(idOf(index), run.optimizer)
  if (experiment && runs.value.some(isOther)) return refused(NOT_TOGETHER)
  const added = readEvaluations(evaluations, evaluationsHeader, runs.value, firstLines.evaluations)
  if (!added.ok) return added
  return { ok: true, value: labelled(runs.value, experiment) }
}

/** Several seeds, each with runs of its own. */
function readSeeds(
  tables: Tables,
  source: string,
  experiment: Experiment | null,
  hashesOf: (seed: number) => ImportedExperiment['hashes'],
): Read<ImportedExperiment> {
  const metrics = rowsBySeed(tables.metrics, tables.metricsHeader.seed)
  if (!metrics.ok) return metrics
  const evaluations = rowsBySeed(tables.evaluations, tables.evaluationsHeader.seed)
  if (!evaluations.ok) return evaluations
  const seeds: ImportedSeed[] = []
  for (const { seed, rows, firstLine } of metrics.value) {
    const own = evaluations.value.find((one) => one.seed === seed)
    const runs = readRuns(
      {
        ...tables,
        metrics: rows,
        evaluations: own?.rows ?? [],
        folded: tables.folded.filter((one) => one.seed === seed),
      },
      experiment,
      { metrics: firstLine, evaluations: own?.firstLine },
    )
    if (!runs.ok) return runs
    seeds.push({ seed, runs: runs.value, hashes: hashesOf(seed) })
  }
  return { ok: true, value: { source, experiment, runs: medianRuns(seeds), hashes: null, seeds } }
}

function* cellsOf(lines: readonly string[]): Generator<Cell[]> {
  for (const line of lines) if (line !== '') yield line.split(',')
}

/** The name that the page gives a table ends in the first digits of the hashes. */
function hashesInName(name: string): ImportedExperiment['hashes'] {
  const [, weights, order, data] = /-([0-9a-f]{8})-([0-9a-f]{8})-([0-9a-f]{8})\b/.exec(name) ?? []
  return weights && order && data ? { weights, order, data } : null
}

/** A table without rows. */
const NO_EVALUATIONS: EvaluationsHeader = {
  ...{ columns: [], run: -1, step: -1, seed: -1 },
  ...{ loss: -1, accuracy: -1, others: [] },
}

function readCsv(
  text: string,
  name: string,
  source: string,
  onProgress: OnProgress,
): Read<ImportedExperiment> {
  const [head = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const columns = head.split(',')
  const header = readMetricsHeader(columns, 'Its first line')
  if (!header.ok && EVALUATIONS_HEADER.every((name) => columns.includes(name))) {
    return refused('It holds evaluations only; choose a Metrics (CSV) or an Experiment (JSON).')
  }
  if (!header.ok) return header
  const tables: Tables = {
    metrics: counted(cellsOf(lines), lines.length, onProgress),
    metricsHeader: header.value,
    evaluations: [],
    evaluationsHeader: NO_EVALUATIONS,
    folded: [],
  }
  if (header.value.seed >= 0) return readSeeds(tables, source, null, () => null)
  const runs = readRuns(tables, null)
  if (!runs.ok) return runs
  const value = { source, experiment: null, runs: runs.value, hashes: hashesInName(name) }
  return { ok: true, value }
}

/**
 * An exported `Metrics (CSV)` or `Experiment (JSON)`.
 * @param name of the file, for sentences
 */
export function readImport(
  text: string,
  name: string,
  onProgress: OnProgress = () => {},
): Read<ImportedExperiment> {
  const source = visibleText(name)
  const read = /^\s*\{/.test(text)
    ? readJson(text, source, onProgress)
    : readCsv(text, name, source, onProgress)
  return read.ok ? read : refused(`The file "${source}" cannot be used. ${read.sentence}`)
}
