/** The exported tables, read back: rows of text cells as the series of each run. */
import { nameInWord } from '../../optimizers/ownRules/words'
import { findOptimizer } from '../../optimizers/specs'
import { MAX_RUNS, MAX_STEPS } from '../../experiment/limits'
import type { Cell } from '../export/tables'
import { RunSeries } from '../series/series'
import { refused, type Read } from './importedExperiment'
import type { EvaluationsHeader, MetricPlace, MetricsHeader } from './tableHeader'
import { wrongCell } from './wrongCell'

/** Rows that are made into one block: bounds the memory that reading takes. */
const BLOCK = 4096

export interface TableRun {
  /** As the table has it: an id, or `own:NAME`. */
  readonly optimizer: string
  readonly series: RunSeries
}

const isOptimizer = (word: string): boolean =>
  findOptimizer(word) !== undefined || nameInWord(word) !== undefined

/** The optimizer of a run where more is known than its word. */
type IdOf = (run: number) => string | undefined

/** A number of a table; NaN for an empty cell, undefined for what is none. */
function numberOf(cell: Cell): number | undefined {
  if (cell === '' || cell === 'NaN') return NaN
  if (cell === 'Infinity' || cell === '-Infinity') return Number(cell)
  return /^-?\d/.test(cell) && Number.isFinite(Number(cell)) ? Number(cell) : undefined
}

function wholeOf(cell: Cell | undefined, limit: number): number | undefined {
  const value = cell !== undefined && /^\d{1,9}$/.test(cell) ? Number(cell) : undefined
  return value !== undefined && value <= limit ? value : undefined
}

/** What an empty cell means: nothing was written there, or a number that is none. */
const canBeEmpty = ({ kind }: MetricPlace) => kind === 'optional' || kind === 'limit'

/** Says which cells of a row, by column, cannot be read. */
function metricsFaults(header: MetricsHeader): (cell: Cell, column: number) => boolean {
  const numbers = new Set([header.seconds])
  for (const { at, kind } of header.metrics) if (kind !== undefined) numbers.add(at)
  return (cell, column) => {
    if (column === header.run) return wholeOf(cell, MAX_RUNS - 1) === undefined
    if (column === header.optimizer) return !isOptimizer(cell)
    if (column === header.step) return wholeOf(cell, MAX_STEPS) === undefined
    return numbers.has(column) && numberOf(cell) === undefined
  }
}

function evaluationsFaults(header: EvaluationsHeader): (cell: Cell, column: number) => boolean {
  return (cell, column) => {
    if (column === header.run) return wholeOf(cell, MAX_RUNS - 1) === undefined
    if (column === header.step) return wholeOf(cell, MAX_STEPS) === undefined
    return [header.loss, header.accuracy].includes(column) && numberOf(cell) === undefined
  }
}

/** As with metrics, words of a column that is not this page's are no fault of the table. */
function otherNumbers(cells: readonly Cell[], { others }: EvaluationsHeader) {
  const found = others.flatMap(({ name, at }): [string, number][] => {
    const value = numberOf(cells[at]!)
    return value === undefined || Number.isNaN(value) ? [] : [[name, value]]
  })
  return found.length > 0 ? new Map(found) : undefined
}

class RunReader {
  readonly series = new RunSeries()
  private values: number[] = []
  private seconds: number[] = []
  private next = -1
  /** The columns of the rows that are being gathered, and which ones they lack. */
  private present: readonly MetricPlace[]
  private lacking = ''
  private readonly hasLimit: boolean

  constructor(
    readonly optimizer: string,
    private readonly header: MetricsHeader,
    id = optimizer,
  ) {
    this.present = header.metrics
    this.hasLimit = findOptimizer(id)?.rule.results.limit !== undefined
  }

  /** False where the step does not follow on the last one, or a cell is not a number. */
  add(step: number, cells: readonly Cell[]): boolean {
    if (this.next >= 0 && step !== this.next) return false
    const seconds = numberOf(cells[this.header.seconds] ?? '')
    if (seconds === undefined) return false
    this.expect(cells)
    for (const place of this.present) {
      const value = this.read(place, cells[place.at]!)
      if (value === undefined) return false
      this.values.push(value)
    }
    this.next = step + 1
    this.seconds.push(seconds)
    if (this.seconds.length === BLOCK) this.flush()
    return true
  }

  flush(): void {
    if (this.seconds.length === 0) return
    this.series.append({
      firstStep: this.next - this.seconds.length,
      columns: this.present.map(({ name }) => name),
      values: Float32Array.from(this.values),
      seconds: Float64Array.from(this.seconds),
    })
    this.values = []
    this.seconds = []
  }

  /** Starts another block where a row lacks other columns than the last one. */
  private expect(cells: readonly Cell[]): void {
    let lacking = ''
    for (const place of this.header.metrics)
      if (cells[place.at] === '' && !canBeEmpty(place)) lacking += `${place.at} `
    if (lacking === this.lacking) return
    this.flush()
    this.lacking = lacking
    const { metrics } = this.header
    this.present = metrics.filter((place) => cells[place.at] !== '' || canBeEmpty(place))
  }

  private read({ kind }: MetricPlace, cell: Cell): number | undefined {
    // A limit that is off, or none to have.
    if (kind === 'limit' && cell === '' && this.hasLimit) return Infinity
    // Words of a column that is not this page's are no fault of the table.
    return numberOf(cell) ?? (kind === undefined ? NaN : undefined)
  }
}

/**
 * Series by run from the rows of `Metrics`.
 * @param firstLine number of the first row, the header being row 1
 * @param idOf the optimizers where the experiment is known
 * @returns sparse where the file leaves runs out
 */
export function readMetrics(
  rows: Iterable<readonly Cell[]>,
  header: MetricsHeader,
  firstLine = 2,
  idOf: IdOf = () => undefined,
): Read<(TableRun | undefined)[]> {
  const readers: (RunReader | undefined)[] = []
  let line = firstLine - 1
  for (const cells of rows) {
    line++
    const run = wholeOf(cells[header.run], MAX_RUNS - 1)
    const step = wholeOf(cells[header.step], MAX_STEPS)
    const optimizer = cells[header.optimizer] ?? ''
    const known = run !== undefined && step !== undefined && isOptimizer(optimizer)
    if (!known || cells.length !== header.columns.length) {
      const why = wrongCell(cells, header.columns, metricsFaults(header))
      return refused(`Row ${line} of its table of metrics is not one that this page writes${why}.`)
    }
    const reader = (readers[run] ??= new RunReader(optimizer, header, idOf(run)))
    if (reader.optimizer !== optimizer || !reader.add(step, cells)) {
      const why = wrongCell(cells, header.columns, metricsFaults(header))
      return refused(
        why
          ? `Row ${line} of its table of metrics holds something that is not a number${why}.`
          : `Row ${line} of its table of metrics does not go on where run ${run} ended.`,
      )
    }
  }
  readers.forEach((reader) => reader?.flush())
  return { ok: true, value: Array.from(readers) }
}

/**
 * Adds the rows of `Evaluations` to the series; those of runs that are not there are left out.
 * @param firstLine as above
 */
export function readEvaluations(
  rows: Iterable<readonly Cell[]>,
  header: EvaluationsHeader,
  runs: readonly (TableRun | undefined)[],
  firstLine = 2,
): Read<null> {
  let line = firstLine - 1
  for (const cells of rows) {
    line++
    const run = wholeOf(cells[header.run], MAX_RUNS - 1)
    const step = wholeOf(cells[header.step], MAX_STEPS)
    const loss = numberOf(cells[header.loss] ?? '')
    const accuracy = numberOf(cells[header.accuracy] ?? '')
    const wrong = run === undefined || step === undefined || accuracy === undefined
    if (wrong || loss === undefined || cells.length !== header.columns.length) {
      const why = wrongCell(cells, header.columns, evaluationsFaults(header))
      return refused(
        `Row ${line} of its table of evaluations is not one that this page writes${why}.`,
      )
    }
    const others = otherNumbers(cells, header)
    runs[run]?.series.addEvaluation({ step, loss, accuracy, ...(others && { others }) })
  }
  return { ok: true, value: null }
}
