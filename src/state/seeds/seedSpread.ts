/** Several trainings of one run that differ in the seed, as one: median, smallest and largest. */
import type { RunSeries } from '../series/series'
import type { SeriesEvaluation } from '../series/types'

/** What charts and tables read of a series. */
export type SeriesView = Pick<
  RunSeries,
  'firstStep' | 'length' | 'endStep' | 'values' | 'seconds' | 'folded' | 'evaluations'
> &
  // Several seeds as one have the page's metrics alone.
  Partial<Pick<RunSeries, 'column' | 'columns'>>

export const STATISTICS = ['median', 'low', 'high'] as const
export type Statistic = (typeof STATISTICS)[number]

/** Median of numbers in rising order; the mean of the middle two where their count is even. */
export function medianOf(sorted: ArrayLike<number>): number {
  const middle = sorted.length >> 1
  if (sorted.length % 2 === 1) return sorted[middle]!
  return sorted.length === 0 ? NaN : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Of the numbers that are finite; NaN where none is. */
export function statisticsOf(values: readonly number[]): Readonly<Record<Statistic, number>> {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  return { median: medianOf(sorted), low: sorted[0] ?? NaN, high: sorted.at(-1) ?? NaN }
}

type Columns = Readonly<Record<Statistic, Float32Array>>

/** Numbers of one seed by step. */
export interface SeedColumn {
  readonly firstStep: number
  readonly at: ArrayLike<number>
  readonly length: number
  readonly offset?: number
}

/** Statistics at every step from `first` up to `end`, over the seeds that have a number there. */
function across(columns: readonly SeedColumn[], first: number, end: number): Columns {
  const length = Math.max(0, end - first)
  const result = {
    median: new Float32Array(length),
    low: new Float32Array(length),
    high: new Float32Array(length),
  }
  for (let row = 0; row < length; row++) {
    const values = columns.map(({ firstStep, at, length: rows, offset = 0 }) => {
      const i = first + row - firstStep
      return i >= 0 && i < rows ? at[offset + i]! : NaN
    })
    const found = statisticsOf(values)
    for (const statistic of STATISTICS) result[statistic][row] = found[statistic]
  }
  return result
}

/**
 * The spread of finished trainings. Steps of which one seed keeps no whole rows are left out; at
 * a step that some seeds did not reach because they diverged, the others count.
 */
export class SeedSpread {
  readonly firstStep: number
  readonly endStep: number
  readonly #columns = new Map<string, Columns>()
  readonly #evaluations: Readonly<Record<Statistic, readonly SeriesEvaluation[]>>

  constructor(readonly seeds: readonly RunSeries[]) {
    this.firstStep = Math.max(0, ...seeds.map(({ firstStep }) => firstStep))
    this.endStep = Math.max(this.firstStep, ...seeds.map(({ endStep }) => endStep))
    const steps = [...new Set(seeds.flatMap((one) => one.evaluations.map(({ step }) => step)))]
    const rows = steps
      .sort((a, b) => a - b)
      .map((step) => {
        const found = seeds.flatMap(
          ({ evaluations }) => evaluations.find((one) => one.step === step) ?? [],
        )
        const loss = statisticsOf(found.map((one) => one.loss))
        const accuracy = statisticsOf(found.map((one) => one.accuracy))
        return { step, loss, accuracy }
      })
    const of = (statistic: Statistic) =>
      rows.map(({ step, loss, accuracy }) => ({
        step,
        loss: loss[statistic],
        accuracy: accuracy[statistic],
      }))
    this.#evaluations = { median: of('median'), low: of('low'), high: of('high') }
  }

  /** A column that is derived from the recorded ones; made once. */
  derived(key: string, columnOf: (seed: RunSeries) => SeedColumn): Columns {
    let columns = this.#columns.get(key)
    if (!columns) {
      columns = across(this.seeds.map(columnOf), this.firstStep, this.endStep)
      this.#columns.set(key, columns)
    }
    return columns
  }

  /** Of a recorded column. */
  column(column: string): Columns {
    return this.derived(column, (seed) => ({
      firstStep: seed.firstStep,
      at: seed.column(column),
      length: seed.length,
    }))
  }

  evaluations(statistic: Statistic): readonly SeriesEvaluation[] {
    return this.#evaluations[statistic]
  }

  /** The medians, in the form of a series. */
  get median(): SeriesView {
    const { firstStep, endStep } = this
    const longest = this.seeds.reduce((a, b) => (b.endStep > a.endStep ? b : a))
    return {
      firstStep,
      endStep,
      length: endStep - firstStep,
      values: (column) => this.column(column).median,
      seconds: longest.seconds.subarray(firstStep - longest.firstStep),
      folded: null,
      evaluations: this.evaluations('median'),
    }
  }
}
