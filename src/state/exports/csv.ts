import type { Experiment } from '../../experiment/experiment'
import type { SeriesStore } from '../series'
import { inChunks } from './chunks'
import {
  type Cell,
  EVALUATIONS_HEADER,
  evaluationsRows,
  type ExportRun,
  METRICS_HEADER,
  metricsRows,
} from './tables'

/** No cell holds a comma, a quote or a line break: numbers and optimizer ids only. */
const line = (cells: readonly Cell[]) => `${cells.join(',')}\n`

/**
 * `Metrics (CSV)` in pieces of a few hundred kilobytes, for a Blob: one row per run and step,
 * ordered by step, then run; numbers taken at the weights before the update.
 */
export function* metricsCsvChunks(
  experiment: Experiment,
  runs: readonly ExportRun[],
  series: SeriesStore,
  stepsPerEpoch: number,
): Generator<string> {
  yield line(METRICS_HEADER)
  yield* inChunks(metricsRows(experiment, runs, series, stepsPerEpoch), line)
}

/** `Metrics (CSV)` as one text. Arguments as for the chunks; runs in the experiment's order. */
export function metricsCsv(
  experiment: Experiment,
  runs: readonly ExportRun[],
  series: SeriesStore,
  stepsPerEpoch: number,
): string {
  return [...metricsCsvChunks(experiment, runs, series, stepsPerEpoch)].join('')
}

/** `Evaluations (CSV)`: loss and accuracy on the test set, by step, then run. */
export function evaluationsCsv(runs: readonly ExportRun[], series: SeriesStore): string {
  return line(EVALUATIONS_HEADER) + evaluationsRows(runs, series).map(line).join('')
}
