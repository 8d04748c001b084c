/** Exported files, read back. Whatever is in them is checked: anybody may have written them. */
import * as v from 'valibot'
import type { Experiment } from '../../experiment/experiment'
import { MAX_SEEDS } from '../../experiment/limits'
import { runLabels } from '../../experiment/labels'
import { parseExperiment } from '../../experiment/parseExperiment'
import { quoted } from '../../experiment/text'
import { EVALUATIONS_HEADER, type Cell } from '../export/tables'
import {
  optimizerLabel,
  refused,
  type Read,
  type ImportedSeed,
  type ImportedExperiment,
} from './importedExperiment'
import { medianRuns, rowsBySeed } from './severalSeeds'
import { readEvaluations, readMetrics, type TableRun } from './csvTable'
import {
  readEvaluationsHeader,
  readMetricsHeader,
  type EvaluationsHeader,
  type MetricsHeader,
} from './tableHeader'

const cellSchema = v.union([v.number(), v.string(), v.null()])
const table = v.object({ columns: v.array(v.string()), rows: v.array(v.array(cellSchema)) })
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
})

const cellText = (cell: v.InferOutput<typeof cellSchema>): Cell =>
  cell === null ? '' : String(cell)

function labelled(runs: readonly (TableRun | undefined)[], experiment: Experiment | null) {
  const labels = experiment && runLabels(experiment.runs)
  return runs.flatMap((run, index) =>
    run ? [{ ...run, run: index, label: labels?.[index] ?? optimizerLabel(run.optimizer) }] : [],
  )
}

function readJson(text: string, source: string): Read<ImportedExperiment> {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return refused('It is not JSON; perhaps it was cut short.')
  }
  const parsed = v.safeParse(fileSchema, input)
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0])
    return refused(
      `It is not an Experiment (JSON) of this page${path === null ? '' : `: "${path}" is wrong`}.`,
    )
  }
  const { experiment: found, metrics, evaluations, seeds } = parsed.output
  const checked = parseExperiment(found)
  if (!checked.ok) return refused(`Its experiment is not valid: ${checked.sentences[0]}`)
  const { experiment } = checked
  const metricsHeader = readMetricsHeader(metrics.columns)
  if (!metricsHeader.ok) return metricsHeader
  const evaluationsHeader = readEvaluationsHeader(evaluations.columns)
  if (!evaluationsHeader.ok) return evaluationsHeader
  const tables: Tables = {
    metrics: metrics.rows.map((row) => row.map(cellText)),
    metricsHeader: metricsHeader.value,
    evaluations: evaluations.rows.map((row) => row.map(cellText)),
    evaluationsHeader: evaluationsHeader.value,
  }
  const isRepeated = tables.metricsHeader.seed >= 0
  if (isRepeated !== tables.evaluationsHeader.seed >= 0) return refused(NOT_TOGETHER)
  if (isRepeated) {
    const hashesOf = (seed: number) => seeds.find((one) => one.seed === seed)?.hashes ?? null
    return readSeeds(tables, source, experiment, hashesOf)
  }
  const runs = readRuns(tables, experiment)
  if (!runs.ok) return runs
  return { ok: true, value: { source, experiment, runs: runs.value, hashes: parsed.output.hashes } }
}

const NOT_TOGETHER = 'Its table and its experiment do not go together.'

interface Tables {
  readonly metrics: Iterable<readonly Cell[]>
  readonly metricsHeader: MetricsHeader
  readonly evaluations: Iterable<readonly Cell[]>
  readonly evaluationsHeader: EvaluationsHeader
}

/** The runs of one seed. */
function readRuns(
  { metrics, metricsHeader, evaluations, evaluationsHeader }: Tables,
  experiment: Experiment | null,
  firstLine?: number,
): Read<ImportedExperiment['runs']> {
  const runs = readMetrics(metrics, metricsHeader, firstLine)
  if (!runs.ok) return runs
  const isOther = (run: TableRun | undefined, index: number) =>
    run !== undefined && experiment?.runs[index]?.optimizer !== run.optimizer
  if (experiment && runs.value.some(isOther)) return refused(NOT_TOGETHER)
  const added = readEvaluations(evaluations, evaluationsHeader, runs.value)
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
    const own = evaluations.value.find((one) => one.seed === seed)?.rows ?? []
    const runs = readRuns({ ...tables, metrics: rows, evaluations: own }, experiment, firstLine)
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
  ...{ width: 0, run: -1, step: -1, seed: -1 },
  ...{ loss: -1, accuracy: -1 },
}

function readCsv(text: string, source: string): Read<ImportedExperiment> {
  const [head = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const columns = head.split(',')
  const header = readMetricsHeader(columns, 'Its first line')
  if (!header.ok && EVALUATIONS_HEADER.every((name) => columns.includes(name))) {
    return refused('It holds evaluations only; choose a Metrics (CSV) or an Experiment (JSON).')
  }
  if (!header.ok) return header
  const tables: Tables = {
    metrics: cellsOf(lines),
    metricsHeader: header.value,
    evaluations: [],
    evaluationsHeader: NO_EVALUATIONS,
  }
  if (header.value.seed >= 0) return readSeeds(tables, source, null, () => null)
  const runs = readRuns(tables, null)
  if (!runs.ok) return runs
  const value = { source, experiment: null, runs: runs.value, hashes: hashesInName(source) }
  return { ok: true, value }
}

/**
 * An exported `Metrics (CSV)` or `Experiment (JSON)`.
 * @param name of the file, for sentences
 */
export function readImport(text: string, name: string): Read<ImportedExperiment> {
  const source = name.toWellFormed()
  const read = /^\s*\{/.test(text) ? readJson(text, source) : readCsv(text, source)
  return read.ok ? read : refused(`The file ${quoted(source)} cannot be used. ${read.sentence}`)
}
