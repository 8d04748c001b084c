/** The exported tables, read back: rows of text cells as the series of each run. */
import { findOptimizer } from '../../optimizers/specs'
import { MAX_RUNS, MAX_STEPS } from '../../experiment/limits'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { EVALUATIONS_HEADER, METRICS_HEADER, type Cell } from '../export/tables'
import { RunSeries } from '../series/series'
import { refused, type Read } from './importedExperiment'
import { wrongCell } from './wrongCell'

/** The last columns of the table are the metrics, in their order. */
const FIRST_METRIC = METRICS_HEADER.length - METRIC_COLUMNS.length

const MAX_LR = METRIC_COLUMNS.indexOf('maxLr')

/** Rows that are made into one block: bounds the memory that reading takes. */
const BLOCK = 4096

export interface TableRun {
  readonly optimizer: string
  readonly series: RunSeries
}

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

/** Of the table of metrics. */
function isWrongCell(cell: Cell, column: number): boolean {
  switch (METRICS_HEADER[column]) {
    case 'run':
      return wholeOf(cell, MAX_RUNS - 1) === undefined
    case 'optimizer':
      return findOptimizer(cell) === undefined
    case 'step':
      return wholeOf(cell, MAX_STEPS) === undefined
    // Both follow from the step and are not read.
    case 'epoch':
    case 'examples':
      return false
    default:
      return numberOf(cell) === undefined
  }
}

class RunReader {
  readonly series = new RunSeries()
  private values: number[] = []
  private seconds: number[] = []
  private next = -1

  /** What an empty cell of the limit means: a limit that is off, or none to have. */
  private readonly noLimit: number

  constructor(readonly optimizer: string) {
    this.noLimit = findOptimizer(optimizer)?.rateKey === 'maxLr' ? Infinity : NaN
  }

  /** False where the step does not follow on the last one, or a cell is not a number. */
  add(step: number, cells: readonly Cell[]): boolean {
    if (this.next >= 0 && step !== this.next) return false
    const seconds = numberOf(cells[FIRST_METRIC - 1]!)
    const metrics = cells.slice(FIRST_METRIC).map(numberOf)
    if (seconds === undefined || metrics.includes(undefined)) return false
    this.next = step + 1
    this.seconds.push(seconds)
    if (cells[FIRST_METRIC + MAX_LR] === '') metrics[MAX_LR] = this.noLimit
    this.values.push(...(metrics as number[]))
    if (this.seconds.length === BLOCK) this.flush()
    return true
  }

  flush(): void {
    if (this.seconds.length === 0) return
    this.series.append({
      firstStep: this.next - this.seconds.length,
      values: Float32Array.from(this.values),
      seconds: Float64Array.from(this.seconds),
    })
    this.values = []
    this.seconds = []
  }
}

/**
 * Series by run from the rows of `Metrics`, header not among them.
 * @param firstLine number of the first row, the header being row 1
 * @returns sparse where the file leaves runs out
 */
export function readMetrics(
  rows: Iterable<readonly Cell[]>,
  firstLine = 2,
): Read<(TableRun | undefined)[]> {
  const readers: (RunReader | undefined)[] = []
  let line = firstLine - 1
  for (const cells of rows) {
    line++
    const run = wholeOf(cells[0], MAX_RUNS - 1)
    const step = wholeOf(cells[2], MAX_STEPS)
    const optimizer = cells[1] ?? ''
    const known = run !== undefined && step !== undefined && findOptimizer(optimizer) !== undefined
    if (!known || cells.length !== METRICS_HEADER.length) {
      const why = wrongCell(cells, METRICS_HEADER, isWrongCell)
      return refused(`Row ${line} of its table of metrics is not one that this page writes${why}.`)
    }
    const reader = (readers[run] ??= new RunReader(optimizer))
    if (reader.optimizer !== optimizer || !reader.add(step, cells)) {
      const why = wrongCell(cells, METRICS_HEADER, isWrongCell)
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
  runs: readonly (TableRun | undefined)[],
  firstLine = 2,
): Read<null> {
  let line = firstLine - 1
  for (const cells of rows) {
    line++
    const run = wholeOf(cells[0], MAX_RUNS - 1)
    const step = wholeOf(cells[1], MAX_STEPS)
    const [loss, accuracy] = cells.slice(2).map(numberOf)
    const wrong = run === undefined || step === undefined || accuracy === undefined
    if (wrong || loss === undefined || cells.length !== EVALUATIONS_HEADER.length) {
      const why = wrongCell(cells, EVALUATIONS_HEADER, (cell, column) =>
        column < 2
          ? wholeOf(cell, [MAX_RUNS - 1, MAX_STEPS][column]!) === undefined
          : numberOf(cell) === undefined,
      )
      return refused(
        `Row ${line} of its table of evaluations is not one that this page writes${why}.`,
      )
    }
    runs[run]?.series.addEvaluation({ step, loss, accuracy })
  }
  return { ok: true, value: null }
}
