import type { MetricColumn } from '../../spec/metrics'
import { inOrder, noValues, type Rows } from './metricRows'
import type { BucketPart, BucketParts } from './types'

const FIRST_SIZE = 16
export const MAX_BUCKETS = 4096

export const BUCKET_PARTS = ['min', 'max', 'last'] as const

/** Whether so many steps fit into buckets of this size, as they do when they are folded. */
export const isBucketSize = (size: number, steps: number): boolean =>
  size >= FIRST_SIZE && Number.isInteger(Math.log2(size)) && steps <= MAX_BUCKETS * size

class BucketColumn {
  readonly min = new Float32Array(MAX_BUCKETS).fill(NaN)
  readonly max = new Float32Array(MAX_BUCKETS).fill(NaN)
  readonly last = new Float32Array(MAX_BUCKETS).fill(NaN)

  /** NaN (none, or not a number) takes no part in min and max. */
  add(bucket: number, value: number): void {
    this.last[bucket] = value
    if (Number.isNaN(value)) return
    if (!(this.min[bucket]! <= value)) this.min[bucket] = value
    if (!(this.max[bucket]! >= value)) this.max[bucket] = value
  }

  /** Bucket `into` becomes the union of two that follow each other. */
  merge(into: number, first: number, second: number): void {
    const [min, max, last] = [this.min[second]!, this.max[second]!, this.last[second]!]
    this.min[into] = this.min[first]!
    this.max[into] = this.max[first]!
    this.add(into, min)
    this.add(into, max)
    this.last[into] = last
  }

  clear(from: number): void {
    for (const part of [this.min, this.max, this.last]) part.fill(NaN, from)
  }
}

/**
 * Old steps of one run, `size` of them in a bucket: per column the smallest, largest and last
 * value. When 4,096 buckets are full, pairs are merged and `size` doubles; memory stays the
 * same however long the training is.
 */
export class Buckets {
  readonly #columns = new Map<string, BucketColumn>()
  readonly #seconds = new Float64Array(MAX_BUCKETS)
  #size = FIRST_SIZE
  /** Steps folded in so far. */
  #steps = 0
  #firstStep = 0

  /** Buckets with these values, which are copied. */
  static of({ firstStep, steps, size, columns, seconds }: BucketParts): Buckets {
    const buckets = new Buckets()
    buckets.#firstStep = firstStep
    buckets.#steps = steps
    buckets.#size = size
    buckets.#seconds.set(seconds)
    for (const [name, parts] of columns) {
      const column = buckets.#own(name)
      for (const part of BUCKET_PARTS) column[part].set(parts[part])
    }
    return buckets
  }

  /** Steps per bucket; the last one may not be full yet. */
  get size(): number {
    return this.#size
  }

  get firstStep(): number {
    return this.#firstStep
  }

  /** One past the last step folded in. */
  get endStep(): number {
    return this.#firstStep + this.#steps
  }

  get length(): number {
    return Math.ceil(this.#steps / this.#size)
  }

  /** Bucket i covers `size` steps from `firstStep + i * size` on. NaN where none had a value. */
  values(column: MetricColumn, part: BucketPart): Float32Array {
    return this.column(column, part)
  }

  /** The same for any name. */
  column(name: string, part: BucketPart): Float32Array {
    return this.#columns.get(name)?.[part].subarray(0, this.length) ?? noValues(this.length)
  }

  /** Names of all columns that ever came. */
  get columns(): readonly string[] {
    return inOrder(this.#columns.keys())
  }

  /** Training time at the start of each bucket. */
  get seconds(): Float64Array {
    return this.#seconds.subarray(0, this.length)
  }

  /** Takes in the first `count` rows; they stay where they are. */
  fold(rows: Rows, count: number): void {
    if (count <= 0) return
    if (this.#steps === 0) this.#firstStep = rows.firstStep
    while (this.#steps + count > MAX_BUCKETS * this.#size) this.#double()
    const first = this.#steps
    for (const name of rows.columns) {
      const column = this.#own(name)
      const values = rows.column(name)
      for (let i = 0; i < count; i++) column.add(Math.floor((first + i) / this.#size), values[i]!)
    }
    const { seconds } = rows
    for (let i = 0; i < count; i++) {
      if ((first + i) % this.#size === 0) this.#seconds[(first + i) / this.#size] = seconds[i]!
    }
    this.#steps += count
  }

  /** A column; one that is new has no values so far. */
  #own(name: string): BucketColumn {
    let column = this.#columns.get(name)
    if (!column) this.#columns.set(name, (column = new BucketColumn()))
    return column
  }

  #double(): void {
    const { length } = this
    const merged = Math.ceil(length / 2)
    for (const column of this.#columns.values()) {
      for (let i = 0; i < merged; i++) column.merge(i, 2 * i, Math.min(2 * i + 1, length - 1))
      column.clear(merged)
    }
    for (let i = 0; i < merged; i++) this.#seconds[i] = this.#seconds[2 * i]!
    this.#size *= 2
  }
}
