/** Rows of the exported tables, the same for CSV and JSON. */
import type { Experiment } from '../../experiment/experiment'
import { METRIC_COLUMNS, type MetricColumn } from '../../spec/metrics'
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

export const METRICS_HEADER = [
  'run',
  'optimizer',
  'step',
  'epoch',
  'examples',
  'seconds',
  'loss',
  'accuracy',
  'grad_norm_sq',
  'step_size_unclipped',
  'step_size',
  'effective_step',
  'weight_norm',
  'max_lr',
  'clipped',
  'skipped',
  'projected',
] as const

/** Last column of both tables where an experiment is repeated over seeds. */
export const SEED_COLUMN = 'seed'

/** The numbers that one seed left. */
export interface SeedNumbers {
  readonly seed: number
  readonly series: Pick<SeriesStore, 'get'>
}

export const EVALUATIONS_HEADER = ['run', 'step', 'test_loss', 'test_accuracy'] as const

/** Step sizes and limits that a rule does not have; "no limit" is none as well. */
const cellOf: Partial<Record<MetricColumn, (value: number) => Cell>> = {
  unclipped: (value) => (Number.isNaN(value) ? '' : formatFloat32(value)),
  maxLr: (value) => (Number.isFinite(value) ? formatFloat32(value) : ''),
}

type Writer = (step: number) => Cell[]

/** Writes rows of one run by step. */
function rowWriter(
  series: RunSeries,
  run: number,
  optimizer: string,
  batch: number,
  stepsPerEpoch: number,
): Writer {
  const { firstStep, seconds } = series
  const columns = METRIC_COLUMNS.map((name) => ({
    values: series.values(name),
    write: cellOf[name] ?? formatFloat32,
  }))
  return (step) => {
    const row = step - firstStep
    return [
      String(run),
      optimizer,
      String(step),
      String(Math.floor(step / stepsPerEpoch)),
      String(step * batch),
      seconds[row]!.toFixed(4),
      ...columns.map(({ values, write }) => write(values[row]!)),
    ]
  }
}

/**
 * Rows kept whole of all runs, by step, then run.
 * @param stepsPerEpoch whole batches in one pass through the examples
 */
export function* metricsRows(
  experiment: Experiment,
  runs: readonly ExportRun[],
  series: Pick<SeriesStore, 'get'>,
  stepsPerEpoch: number,
): Generator<Cell[]> {
  const sources = runs.flatMap(({ id }, run) => {
    const own = series.get(id)
    const optimizer = experiment.runs[run]?.optimizer
    if (own === undefined || own.length === 0 || optimizer === undefined) return []
    const write = rowWriter(own, run, optimizer, experiment.batch, stepsPerEpoch)
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

/** Evaluations of all runs, by step, then run. */
export function evaluationsRows(
  runs: readonly ExportRun[],
  series: Pick<SeriesStore, 'get'>,
): Cell[][] {
  return runs
    .flatMap(({ id }, run) =>
      (series.get(id)?.evaluations ?? []).map((evaluation) => ({ run, evaluation })),
    )
    .sort((a, b) => a.evaluation.step - b.evaluation.step || a.run - b.run)
    .map(({ run, evaluation }) => evaluationCells(run, evaluation))
}

function evaluationCells(run: number, { step, loss, accuracy }: SeriesEvaluation): Cell[] {
  return [run, step].map(String).concat([loss, accuracy].map((x) => formatFloat32(Math.fround(x))))
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
