/** Rows of the exported tables, the same for CSV and JSON. */
import type { Experiment } from '../../experiment/experiment'
import { optimizerWord } from '../../optimizers/ownRules/words'
import { METRICS, type MetricSpec } from '../../spec/metrics'
import { findMetric, isColumnName } from '../../spec/metricTable'
import type { RunId } from '../../spec/runId'
import type { RunSeries, SeriesStore } from '../series/series'
import type { SeriesEvaluation } from '../series/types'
import { formatFloat32 } from './formatFloat32'

/** A run of the experiment, in its place; series are found by the id. */
export interface ExportRun {
  readonly id: RunId
}

/** `text` is ready for CSV, and for JSON where it is a number there. Empty for none. */
export type Cell = string

/** Columns before the metrics: who and when. */
const STEP_COLUMNS = ['run', 'optimizer', 'step', 'epoch', 'examples', 'seconds'] as const

/** The columns of every table of metrics; those that this page does not know come after them. */
export const METRICS_HEADER: readonly string[] = [
  ...STEP_COLUMNS,
  ...METRICS.map(({ column }) => column),
]

/** Last column of both tables where an experiment is repeated over seeds. */
export const SEED_COLUMN = 'seed'

/** The numbers that one seed left. */
export interface SeedNumbers {
  readonly seed: number
  readonly series: Pick<SeriesStore, 'get'>
}

export const EVALUATIONS_HEADER = ['run', 'step', 'test_loss', 'test_accuracy'] as const

/** Names that the series have and this page does not know, as the columns after its own. */
export function otherColumns(
  runs: readonly ExportRun[],
  all: readonly Pick<SeriesStore, 'get'>[],
): readonly string[] {
  const names = new Set(
    all.flatMap((series) => runs.flatMap(({ id }) => series.get(id)?.columns ?? [])),
  )
  const own = [...METRICS_HEADER, SEED_COLUMN]
  return [...names].filter((name) => !findMetric(name) && !own.includes(name) && isColumnName(name))
}

/** A column of the evaluations that this page does not know. */
export const isOtherEvaluation = (name: string): boolean =>
  isColumnName(name) && ![...EVALUATIONS_HEADER, SEED_COLUMN].includes(name)

/** The same as `otherColumns`, of the evaluations. */
export function otherEvaluationColumns(
  runs: readonly ExportRun[],
  all: readonly Pick<SeriesStore, 'get'>[],
): readonly string[] {
  const evaluations = all.flatMap((series) =>
    runs.flatMap(({ id }) => series.get(id)?.evaluations ?? []),
  )
  const names = new Set(evaluations.flatMap(({ others }) => [...(others?.keys() ?? [])]))
  return [...names].filter(isOtherEvaluation)
}

/** Text of a number of a metric; of one that this page does not know where the kind is left out. */
function textOf(kind: MetricSpec['kind'] = 'optional'): (value: number) => Cell {
  switch (kind) {
    case 'number':
    case 'flag':
      return formatFloat32
    case 'optional':
      return (value) => (Number.isNaN(value) ? '' : formatFloat32(value))
    case 'limit':
      return (value) => (Number.isFinite(value) ? formatFloat32(value) : '')
  }
}

type Writer = (step: number) => Cell[]

/** Writes rows of one run by step. What a row came without is an empty cell. */
function rowWriter(
  series: RunSeries,
  run: number,
  word: string,
  others: readonly string[],
  batch: number,
  stepsPerEpoch: number,
): Writer {
  const { firstStep, seconds } = series
  const columns = [...METRICS.map(({ key }) => key), ...others].map((name) => ({
    name,
    values: series.column(name),
    write: textOf(findMetric(name)?.kind),
  }))
  return (step) => {
    const row = step - firstStep
    const at = seconds[row]!
    return [
      String(run),
      word,
      String(step),
      String(Math.floor(step / stepsPerEpoch)),
      String(step * batch),
      Number.isNaN(at) ? '' : at.toFixed(4),
      ...columns.map(({ name, values, write }) => {
        const value = values[row]!
        return Number.isNaN(value) && series.isMissing(name, step) ? '' : write(value)
      }),
    ]
  }
}

/**
 * Rows kept whole of all runs, by step, then run.
 * @param others columns that this page does not know
 * @param stepsPerEpoch whole batches in one pass through the examples
 */
export function* metricsRows(
  experiment: Experiment,
  runs: readonly ExportRun[],
  series: Pick<SeriesStore, 'get'>,
  stepsPerEpoch: number,
  others: readonly string[] = [],
): Generator<Cell[]> {
  const sources = runs.flatMap(({ id }, run) => {
    const own = series.get(id)
    const optimizer = experiment.runs[run]?.optimizer
    if (own === undefined || own.length === 0 || optimizer === undefined) return []
    const word = optimizerWord(optimizer)
    const write = rowWriter(own, run, word, others, experiment.batch, stepsPerEpoch)
    return [{ firstStep: own.firstStep, endStep: own.endStep, write }]
  })
  if (sources.length === 0) return
  const first = Math.min(...sources.map(({ firstStep }) => firstStep))
  const end = Math.max(...sources.map(({ endStep }) => endStep))
  for (let step = first; step < end; step++) {
    for (const { firstStep, endStep, write } of sources) {
      if (step >= firstStep && step < endStep) yield write(step)
    }
  }
}

/** Rows of one seed after the other, each with its seed at the end. */
export function* rowsOfSeeds(
  seeds: readonly SeedNumbers[],
  rowsOf: (series: Pick<SeriesStore, 'get'>) => Iterable<Cell[]>,
): Generator<Cell[]> {
  for (const { seed, series } of seeds)
    for (const cells of rowsOf(series)) yield [...cells, String(seed)]
}

/**
 * Evaluations of all runs, by step, then run.
 * @param others columns that this page does not know
 */
export function evaluationsRows(
  runs: readonly ExportRun[],
  series: Pick<SeriesStore, 'get'>,
  others: readonly string[] = [],
): Cell[][] {
  return runs
    .flatMap(({ id }, run) =>
      (series.get(id)?.evaluations ?? []).map((evaluation) => ({ run, evaluation })),
    )
    .sort((a, b) => a.evaluation.step - b.evaluation.step || a.run - b.run)
    .map(({ run, evaluation }) => evaluationCells(run, evaluation, others))
}

function evaluationCells(
  run: number,
  { step, loss, accuracy, others }: SeriesEvaluation,
  otherNames: readonly string[],
): Cell[] {
  const write = (value: number) => formatFloat32(Math.fround(value))
  const cellOf = (name: string) => {
    const value = others?.get(name)
    return value === undefined ? '' : write(value)
  }
  return [String(run), String(step), write(loss), write(accuracy), ...otherNames.map(cellOf)]
}

/**
 * What an exported table does not hold, as a sentence.
 * @param step below which no row of some run is kept whole
 */
export function foldedNote(step: number): string {
  return (
    `Only the last rows are kept whole: the table of metrics starts at step ${step} or later, ` +
    'and earlier steps are kept as smallest, largest and last values of groups of steps, ' +
    'which the JSON export holds.'
  )
}
