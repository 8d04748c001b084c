import type { Experiment } from '../../experiment/experiment'
import type { SeriesStore } from '../series/series'
import { inChunks } from './chunks'
import {
  type Cell,
  EVALUATIONS_HEADER,
  evaluationsRows,
  type ExportRun,
  METRICS_HEADER,
  metricsRows,
  otherColumns,
  otherEvaluationColumns,
  rowsOfSeeds,
  SEED_COLUMN,
  type SeedNumbers,
} from './tables'

/** No cell holds a comma, a quote or a line break: numbers, and words for optimizers. */
const line = (cells: readonly Cell[]) => `${cells.join(',')}\n`

/**
 * `Metrics (CSV)` in pieces of a few hundred kilobytes, for a Blob: one row per run and step,
 * ordered by step, then run; numbers taken at the weights before the update. Columns that this page
 * does not know come after its own.
 * @param seeds of an experiment that is repeated: one after the other, and a column more
 */
export function* metricsCsvChunks(
  experiment: Experiment,
  runs: readonly ExportRun[],
  series: SeriesStore,
  stepsPerEpoch: number,
  seeds: readonly SeedNumbers[] = [],
): Generator<string> {
  const isRepeated = seeds.length > 0
  const others = otherColumns(runs, isRepeated ? seeds.map((one) => one.series) : [series])
  const rowsOf = (of: Pick<SeriesStore, 'get'>) =>
    metricsRows(experiment, runs, of, stepsPerEpoch, others)
  const header = [...METRICS_HEADER, ...others]
  if (isRepeated) {
    yield line([...header, SEED_COLUMN])
    return yield* inChunks(rowsOfSeeds(seeds, rowsOf), line)
  }
  yield line(header)
  yield* inChunks(rowsOf(series), line)
}

/** `Metrics (CSV)` as one text. Arguments as for the chunks; runs in the experiment's order. */
export function metricsCsv(
  experiment: Experiment,
  runs: readonly ExportRun[],
  series: SeriesStore,
  stepsPerEpoch: number,
  seeds: readonly SeedNumbers[] = [],
): string {
  return [...metricsCsvChunks(experiment, runs, series, stepsPerEpoch, seeds)].join('')
}

/** `Evaluations (CSV)`: loss and accuracy on the test set, by step, then run; the rest as above. */
export function evaluationsCsv(
  runs: readonly ExportRun[],
  series: SeriesStore,
  seeds: readonly SeedNumbers[] = [],
): string {
  const isRepeated = seeds.length > 0
  const others = otherEvaluationColumns(
    runs,
    isRepeated ? seeds.map((one) => one.series) : [series],
  )
  const header = [...EVALUATIONS_HEADER, ...others]
  if (isRepeated) {
    const rows = rowsOfSeeds(seeds, (of) => evaluationsRows(runs, of, others))
    return line([...header, SEED_COLUMN]) + [...rows].map(line).join('')
  }
  return line(header) + evaluationsRows(runs, series, others).map(line).join('')
}
