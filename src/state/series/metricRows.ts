import { METRIC_COLUMNS, type MetricColumn } from '../../spec/metrics'
import { readColumn } from '../../spec/metricTable'
import type { RowParts, SeriesBlock } from './types'

const FIRST_CAPACITY = 1024

interface Column {
  values: Float32Array
  /** 1 for each row that has a value, where some rows were appended without this column. */
  given: Uint8Array | null
}

/** Keys of this page's metrics in their order, then names that it does not know. */
export function inOrder(names: Iterable<string>): readonly string[] {
  const found = new Set(names)
  const known = METRIC_COLUMNS.filter((column) => found.has(column))
  return [
    ...known,
    ...[...found].filter((name) => !(METRIC_COLUMNS as readonly string[]).includes(name)),
  ]
}

let nothing = new Float32Array()

/** NaN for rows of a column that is not there; shared by all who ask. */
export function noValues(length: number): Float32Array {
  if (nothing.length < length) nothing = new Float32Array(2 * length).fill(NaN)
  return nothing.subarray(0, length)
}

/**
 * Consecutive steps of one run, a typed array per column. Rows are added at the end and leave
 * at the front. A row never moves within its array: when room runs out, new arrays are made, so
 * that a view handed out earlier keeps its numbers. Blocks may have different columns: what a
 * block does not have is NaN, and `isMissing` tells it from a number that came out as NaN.
 */
export class Rows {
  readonly #columns = new Map<string, Column>()
  #seconds: Float64Array = new Float64Array(FIRST_CAPACITY)
  /** Index of the first row in the arrays. */
  #start = 0
  #length = 0
  #firstStep = 0

  /** Rows that have these arrays for their own. */
  static of({ firstStep, columns, seconds }: RowParts): Rows {
    const rows = new Rows()
    for (const [name, { values, given }] of columns) rows.#columns.set(name, { values, given })
    rows.#seconds = seconds
    rows.#length = seconds.length
    rows.#firstStep = firstStep
    return rows
  }

  /** Step of the first row; of the row to come where there is none. */
  get firstStep(): number {
    return this.#firstStep
  }

  get length(): number {
    return this.#length
  }

  /** One past the last step. */
  get endStep(): number {
    return this.#firstStep + this.#length
  }

  /** Names of all columns that ever came. */
  get columns(): readonly string[] {
    return inOrder(this.#columns.keys())
  }

  /** Appends a block that goes on where the rows end; a first block may start at any step. */
  append(block: SeriesBlock, isFirst: boolean): void {
    const count = block.seconds.length
    if (block.values.length !== count * block.columns.length) {
      throw new RangeError(`a block of ${count} steps has ${block.values.length} values`)
    }
    if (count === 0) return
    if (isFirst) this.#firstStep = block.firstStep
    if (block.firstStep !== this.endStep) {
      throw new RangeError(`steps go on at ${this.endStep}, but a block at ${block.firstStep} came`)
    }
    this.#reserve(count)
    const at = this.#start + this.#length
    block.columns.forEach((name, place) => readColumn(block, place, this.#own(name).values, at))
    for (const [name, column] of this.#columns) {
      const isGiven = block.columns.includes(name)
      if (!isGiven) {
        column.given ??= new Uint8Array(column.values.length).fill(1, 0, at)
        column.values.fill(NaN, at, at + count)
      } else column.given?.fill(1, at, at + count)
    }
    this.#seconds.set(block.seconds, at)
    this.#length += count
  }

  /** Values of a column, a view that stays as it is. Row i belongs to step `firstStep + i`. */
  values(column: MetricColumn): Float32Array {
    return this.column(column)
  }

  /** The same for any name. */
  column(name: string): Float32Array {
    const own = this.#columns.get(name)
    if (!own) return noValues(this.#length)
    return own.values.subarray(this.#start, this.#start + this.#length)
  }

  /** Whether the row of a step came without this column. */
  isMissing(name: string, step: number): boolean {
    const own = this.#columns.get(name)
    return !own || own.given?.[this.#start + step - this.#firstStep] === 0
  }

  /** Names of the columns that some of the rows that came do not have. */
  get partialColumns(): readonly string[] {
    return [...this.#columns].flatMap(([name, { given }]) => (given ? name : []))
  }

  /** Training time at the start of each step. */
  get seconds(): Float64Array {
    return this.#seconds.subarray(this.#start, this.#start + this.#length)
  }

  /** Forgets the first `count` rows. */
  drop(count: number): void {
    this.#start += count
    this.#length -= count
    this.#firstStep += count
  }

  /** A column; one that is new is missing in all rows so far. */
  #own(name: string): Column {
    let column = this.#columns.get(name)
    if (!column) {
      const capacity = this.#seconds.length
      const given = this.#length > 0 ? new Uint8Array(capacity) : null
      column = { values: new Float32Array(capacity), given }
      if (given) column.values.fill(NaN, 0, this.#start + this.#length)
      this.#columns.set(name, column)
    }
    return column
  }

  /** Makes room for `count` more rows; at least half as much again, so that appending is O(1). */
  #reserve(count: number): void {
    const needed = this.#length + count
    if (this.#start + needed <= this.#seconds.length) return
    const capacity = Math.max(needed, Math.ceil(this.#length * 1.5), FIRST_CAPACITY)
    const [from, to] = [this.#start, this.#start + this.#length]
    for (const column of this.#columns.values()) {
      const { values, given } = column
      column.values = new Float32Array(capacity)
      column.values.set(values.subarray(from, to))
      if (!given) continue
      column.given = new Uint8Array(capacity)
      column.given.set(given.subarray(from, to))
    }
    const seconds = new Float64Array(capacity)
    seconds.set(this.seconds)
    this.#seconds = seconds
    this.#start = 0
  }
}
