/** Exported files, read back. Whatever is in them is checked: anybody may have written them. */
import * as v from 'valibot'
import type { Experiment } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import { parseExperiment } from '../../experiment/parseExperiment'
import { quoted } from '../../experiment/text'
import { EVALUATIONS_HEADER, METRICS_HEADER, SEED_COLUMN, type Cell } from '../exports/tables'
import { optimizerLabel, refused, type Read, type Recording } from './recording'
import { readEvaluations, readMetrics, type TableRun } from './table'

const cellSchema = v.union([v.number(), v.string(), v.null()])
const tableSchema = (header: readonly string[]) =>
  v.object({
    columns: v.pipe(
      v.array(v.string()),
      v.check((columns) => columns.join() === header.join(), 'are not those of this page'),
    ),
    rows: v.array(v.array(cellSchema)),
  })
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

const fileSchema = v.object({
  format: v.literal('alig-playground-experiment'),
  formatVersion: v.literal(1),
  experiment: v.unknown(),
  hashes: v.nullable(v.object({ weights: hash, order: hash, data: hash })),
  metrics: tableSchema(METRICS_HEADER),
  evaluations: tableSchema(EVALUATIONS_HEADER),
})

/** An experiment that was repeated: its tables have a column more. */
const repeatedSchema = v.object({ seeds: v.pipe(v.array(v.unknown()), v.minLength(1)) })
const SEVERAL_SEEDS =
  'It holds several seeds, and only the numbers of one can be set beside those of the page: ' +
  'export the experiment with "seeds" at 1.'

const cellText = (cell: v.InferOutput<typeof cellSchema>): Cell =>
  cell === null ? '' : String(cell)

function labelled(runs: readonly (TableRun | undefined)[], experiment: Experiment | null) {
  const labels = experiment && runLabels(experiment.runs)
  return runs.flatMap((run, index) =>
    run ? [{ ...run, run: index, label: labels?.[index] ?? optimizerLabel(run.optimizer) }] : [],
  )
}

function readJson(text: string, source: string): Read<Recording> {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return refused('It is not JSON; perhaps it was cut short.')
  }
  if (v.is(repeatedSchema, input)) return refused(SEVERAL_SEEDS)
  const parsed = v.safeParse(fileSchema, input)
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0])
    return refused(
      `It is not an Experiment (JSON) of this page${path === null ? '' : `: "${path}" is wrong`}.`,
    )
  }
  const { experiment: found, hashes, metrics, evaluations } = parsed.output
  const checked = parseExperiment(found)
  if (!checked.ok) return refused(`Its experiment is not valid: ${checked.sentences[0]}`)
  const { experiment } = checked
  const runs = readMetrics(metrics.rows.map((row) => row.map(cellText)))
  if (!runs.ok) return runs
  const isOther = (run: TableRun | undefined, index: number) =>
    run !== undefined && experiment.runs[index]?.optimizer !== run.optimizer
  if (runs.value.some(isOther)) return refused('Its table and its experiment do not go together.')
  const added = readEvaluations(
    evaluations.rows.map((row) => row.map(cellText)),
    runs.value,
  )
  if (!added.ok) return added
  return { ok: true, value: { source, experiment, runs: labelled(runs.value, experiment), hashes } }
}

function* cellsOf(lines: readonly string[]): Generator<Cell[]> {
  for (const line of lines) if (line !== '') yield line.split(',')
}

/** The name that the page gives a table ends in the first digits of the hashes. */
function hashesInName(name: string): Recording['hashes'] {
  const [, weights, order, data] = /-([0-9a-f]{8})-([0-9a-f]{8})-([0-9a-f]{8})\b/.exec(name) ?? []
  return weights && order && data ? { weights, order, data } : null
}

function readCsv(text: string, source: string): Read<Recording> {
  const [head = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (head === EVALUATIONS_HEADER.join()) {
    return refused('It holds evaluations only; choose a Metrics (CSV) or an Experiment (JSON).')
  }
  if (head === [...METRICS_HEADER, SEED_COLUMN].join()) return refused(SEVERAL_SEEDS)
  if (head !== METRICS_HEADER.join()) {
    return refused('Its first line is not that of a Metrics (CSV) of this page.')
  }
  const runs = readMetrics(cellsOf(lines))
  if (!runs.ok) return runs
  const hashes = hashesInName(source)
  const value = { source, experiment: null, runs: labelled(runs.value, null), hashes }
  return { ok: true, value }
}

/**
 * An exported `Metrics (CSV)` or `Experiment (JSON)`.
 * @param name of the file, for sentences
 */
export function readRecording(text: string, name: string): Read<Recording> {
  const source = name.toWellFormed()
  const read = /^\s*\{/.test(text) ? readJson(text, source) : readCsv(text, source)
  return read.ok ? read : refused(`The file ${quoted(source)} cannot be used. ${read.sentence}`)
}
