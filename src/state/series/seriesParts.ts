/** A series as plain arrays, to be sent from one thread to another. */
import type { RunSeries } from './series'
import type { ColumnParts, SeriesParts } from './types'

/** Copies of everything that a series holds. */
export function partsOf(series: RunSeries): SeriesParts {
  const { firstStep, seconds, folded, evaluations } = series
  return {
    rows: {
      firstStep,
      columns: new Map(series.columns.map((name) => [name, columnParts(series, name)])),
      seconds: seconds.slice(),
    },
    folded: folded && {
      firstStep: folded.firstStep,
      steps: folded.endStep - folded.firstStep,
      size: folded.size,
      columns: new Map(
        folded.columns.map((name) => [
          name,
          {
            min: folded.column(name, 'min').slice(),
            max: folded.column(name, 'max').slice(),
            last: folded.column(name, 'last').slice(),
          },
        ]),
      ),
      seconds: folded.seconds.slice(),
    },
    evaluations: [...evaluations],
  }
}

function columnParts(series: RunSeries, name: string): ColumnParts {
  const { firstStep, length, partialColumns } = series
  const isGiven = (_: unknown, row: number) => (series.isMissing(name, firstStep + row) ? 0 : 1)
  return {
    values: series.column(name).slice(),
    given: partialColumns.includes(name) ? Uint8Array.from({ length }, isGiven) : null,
  }
}

/** The memory of parts: moved instead of copied where they are sent. */
export function buffersOf({ rows, folded }: SeriesParts): ArrayBuffer[] {
  const arrays = [
    ...[...rows.columns.values()].flatMap(({ values, given }) => [
      values,
      ...(given ? [given] : []),
    ]),
    rows.seconds,
    ...(folded ? [folded.seconds] : []),
    ...[...(folded?.columns.values() ?? [])].flatMap(({ min, max, last }) => [min, max, last]),
  ]
  return arrays.map(({ buffer }) => buffer)
}
