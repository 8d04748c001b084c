/** A series as plain arrays, to be sent from one thread to another. */
import { METRIC_COLUMNS } from '../../spec/metrics'
import type { RunSeries } from './series'
import type { SeriesParts } from './types'

/** Copies of everything that a series holds. */
export function partsOf(series: RunSeries): SeriesParts {
  const { firstStep, seconds, folded, evaluations } = series
  return {
    rows: {
      firstStep,
      columns: METRIC_COLUMNS.map((column) => series.values(column).slice()),
      seconds: seconds.slice(),
    },
    folded: folded && {
      firstStep: folded.firstStep,
      steps: folded.endStep - folded.firstStep,
      size: folded.size,
      columns: METRIC_COLUMNS.map((column) => ({
        min: folded.values(column, 'min').slice(),
        max: folded.values(column, 'max').slice(),
        last: folded.values(column, 'last').slice(),
      })),
      seconds: folded.seconds.slice(),
    },
    evaluations: [...evaluations],
  }
}

/** The memory of parts: moved instead of copied where they are sent. */
export function buffersOf({ rows, folded }: SeriesParts): ArrayBuffer[] {
  const arrays = [
    ...rows.columns,
    rows.seconds,
    ...(folded ? [folded.seconds] : []),
    ...(folded?.columns ?? []).flatMap(({ min, max, last }) => [min, max, last]),
  ]
  return arrays.map(({ buffer }) => buffer)
}
