/**
 * The numbers of all runs, outside the store: typed arrays that grow, found by the run's id.
 *
 * At most the last 200,000 rows in total are kept whole. When more come, the oldest steps of
 * all runs become buckets (smallest, largest and last value), an eighth of the rows at a time,
 * so that a row costs the same however many there are.
 */
import type { MetricColumn } from '../../spec/metrics'
import type { RunId } from '../../spec/runId'
import { Buckets } from './buckets'
import { Rows } from './metricRows'
import type { SeriesBlock, SeriesEvaluation, SeriesParts } from './types'

export const MAX_ROWS = 200_000

/** Series of one run. Reading it costs nothing: the arrays are views. */
export class RunSeries {
  #rows = new Rows()
  #folded: Buckets | null = null
  #started = false
  readonly #evaluations: SeriesEvaluation[] = []

  /** A series out of what `partsOf` took apart. */
  static of({ rows, folded, evaluations }: SeriesParts): RunSeries {
    const series = new RunSeries()
    series.#rows = Rows.of(rows)
    series.#folded = folded && Buckets.of(folded)
    series.#started = rows.seconds.length > 0 || folded !== null
    for (const evaluation of evaluations) series.#evaluations.push(evaluation)
    return series
  }

  /** Step of the first row that is kept whole. */
  get firstStep(): number {
    return this.#rows.firstStep
  }

  /** Rows kept whole. */
  get length(): number {
    return this.#rows.length
  }

  /** One past the last step. */
  get endStep(): number {
    return this.#rows.endStep
  }

  /** Values of a column in the rows kept whole; row i belongs to step `firstStep + i`. */
  values(column: MetricColumn): Float32Array {
    return this.#rows.values(column)
  }

  /** The same by any name, also one that this page does not know. */
  column(name: string): Float32Array {
    return this.#rows.column(name)
  }

  /** Names of all columns that it has: this page's metrics in their order, then others. */
  get columns(): readonly string[] {
    return this.#rows.columns
  }

  /** Names of the columns that some of the rows that came do not have. */
  get partialColumns(): readonly string[] {
    return this.#rows.partialColumns
  }

  /** Whether a step, of a row kept whole, came without this column. */
  isMissing(name: string, step: number): boolean {
    return this.#rows.isMissing(name, step)
  }

  /** Training time at the start of each step, in seconds, of the rows kept whole. */
  get seconds(): Float64Array {
    return this.#rows.seconds
  }

  /** The steps before `firstStep`, in buckets; null while every row is kept whole. */
  get folded(): Buckets | null {
    return this.#folded
  }

  /** In the order of their steps. */
  get evaluations(): readonly SeriesEvaluation[] {
    return this.#evaluations
  }

  /** For the series' store alone, which counts the rows of all runs. */
  append(block: SeriesBlock): void {
    this.#rows.append(block, !this.#started)
    this.#started ||= block.seconds.length > 0
  }

  addEvaluation({ step, loss, accuracy, others }: SeriesEvaluation): void {
    this.#evaluations.push({ step, loss, accuracy, ...(others && { others }) })
  }

  /** Folds the rows of all steps below `step`. */
  foldBefore(step: number): void {
    const count = Math.min(Math.max(step - this.firstStep, 0), this.length)
    if (count === 0) return
    this.#folded ??= new Buckets()
    this.#folded.fold(this.#rows, count)
    this.#rows.drop(count)
  }
}

/** Series of all runs by id. */
export class SeriesStore {
  readonly #runs = new Map<RunId, RunSeries>()
  readonly #maxRows: number

  /** @param maxRows rows kept whole, of all runs together */
  constructor(maxRows = MAX_ROWS) {
    this.#maxRows = maxRows
  }

  /** Steps below this one are kept as buckets only; 0 while all rows are whole. */
  get foldedBefore(): number {
    let step = 0
    for (const { folded, firstStep } of this.#runs.values()) {
      if (folded !== null) step = Math.max(step, firstStep)
    }
    return step
  }

  /** Rows kept whole, of all runs together. */
  get totalRows(): number {
    return this.#rowsFrom(0)
  }

  /** The series of a run, undefined before its first number. */
  get(id: RunId): RunSeries | undefined {
    return this.#runs.get(id)
  }

  /**
   * Appends consecutive steps to a run.
   * Throws a RangeError where they do not follow on the last ones.
   */
  append(id: RunId, block: SeriesBlock): void {
    this.#of(id).append(block)
    if (this.totalRows > this.#maxRows) this.#fold()
  }

  addEvaluation(id: RunId, evaluation: SeriesEvaluation): void {
    this.#of(id).addEvaluation(evaluation)
  }

  delete(id: RunId): void {
    this.#runs.delete(id)
  }

  clear(): void {
    this.#runs.clear()
  }

  /** All series by run id, as they are found now. */
  entries(): readonly (readonly [RunId, RunSeries])[] {
    return [...this.#runs]
  }

  /** Puts series back that `entries` gave earlier, in place of the present ones. */
  restore(entries: readonly (readonly [RunId, RunSeries])[]): void {
    this.#runs.clear()
    for (const [id, series] of entries) this.#runs.set(id, series)
    if (this.totalRows > this.#maxRows) this.#fold()
  }

  #of(id: RunId): RunSeries {
    let series = this.#runs.get(id)
    if (series === undefined) {
      series = new RunSeries()
      this.#runs.set(id, series)
    }
    return series
  }

  #rowsFrom(step: number): number {
    let rows = 0
    for (const { firstStep, endStep } of this.#runs.values()) {
      rows += Math.max(0, endStep - Math.max(step, firstStep))
    }
    return rows
  }

  /** Folds the same steps of all runs, the fewest that leave an eighth of the room free. */
  #fold(): void {
    const allowed = Math.floor(this.#maxRows * (7 / 8))
    let low = 0
    let high = Math.max(...[...this.#runs.values()].map(({ endStep }) => endStep))
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (this.#rowsFrom(middle) > allowed) low = middle + 1
      else high = middle
    }
    for (const series of this.#runs.values()) series.foldBefore(low)
  }
}
