import { METRIC_COLUMNS, type MetricColumn } from '../../spec/metrics'
import type { MetricBlock } from '../../worker/protocol'

const WIDTH = METRIC_COLUMNS.length
const FIRST_CAPACITY = 1024

/**
 * Consecutive steps of one run, a typed array per column. Rows are added at the end and leave
 * at the front. A row never moves within its array: when room runs out, new arrays are made, so
 * that a view handed out earlier keeps its numbers.
 */
export class Rows {
  #columns = METRIC_COLUMNS.map(() => new Float32Array(FIRST_CAPACITY))
  #seconds = new Float64Array(FIRST_CAPACITY)
  /** Index of the first row in the arrays. */
  #start = 0
  #length = 0
  #firstStep = 0

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

  /** Where there are no rows yet: the step that the first one belongs to. */
  startAt(step: number): void {
    this.#firstStep = step
  }

  /** Appends a block that goes on where the rows end; a first block may start at any step. */
  append(block: MetricBlock, isFirst: boolean): void {
    const count = block.seconds.length
    if (block.values.length !== count * WIDTH) {
      throw new RangeError(`a block of ${count} steps has ${block.values.length} values`)
    }
    if (count === 0) return
    if (isFirst) this.#firstStep = block.firstStep
    if (block.firstStep !== this.endStep) {
      throw new RangeError(`steps go on at ${this.endStep}, but a block at ${block.firstStep} came`)
    }
    this.#reserve(count)
    const at = this.#start + this.#length
    for (let c = 0; c < WIDTH; c++) {
      const column = this.#columns[c]!
      for (let i = 0; i < count; i++) column[at + i] = block.values[i * WIDTH + c]!
    }
    this.#seconds.set(block.seconds, at)
    this.#length += count
  }

  /** Values of a column, a view that stays as it is. Row i belongs to step `firstStep + i`. */
  values(column: MetricColumn): Float32Array {
    return this.column(METRIC_COLUMNS.indexOf(column))
  }

  /** The same by the column's place in METRIC_COLUMNS. */
  column(index: number): Float32Array {
    return this.#columns[index]!.subarray(this.#start, this.#start + this.#length)
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

  /** Makes room for `count` more rows; at least half as much again, so that appending is O(1). */
  #reserve(count: number): void {
    const needed = this.#length + count
    if (this.#start + needed <= this.#seconds.length) return
    const capacity = Math.max(needed, Math.ceil(this.#length * 1.5), FIRST_CAPACITY)
    this.#columns = this.#columns.map((_, index) => {
      const grown = new Float32Array(capacity)
      grown.set(this.column(index))
      return grown
    })
    const seconds = new Float64Array(capacity)
    seconds.set(this.seconds)
    this.#seconds = seconds
    this.#start = 0
  }
}
