/** What the modules of a series tell each other. */
import type { Evaluation, MetricBlock } from '../../worker/protocol'

/** Consecutive steps of the run whose series it is. */
export type SeriesBlock = Omit<MetricBlock, 'run'>

/** An evaluation of the run whose series it is. */
export interface SeriesEvaluation extends Omit<Evaluation, 'run'> {
  /** Numbers of columns that this page does not know, by their names. */
  readonly others?: ReadonlyMap<string, number>
}

export interface ColumnParts {
  readonly values: Float32Array<ArrayBuffer>
  /** 1 for each row that came with this column; null where all of them did. */
  readonly given: Uint8Array<ArrayBuffer> | null
}

export interface RowParts {
  readonly firstStep: number
  /** By name. */
  readonly columns: ReadonlyMap<string, ColumnParts>
  readonly seconds: Float64Array<ArrayBuffer>
}

/** What is kept of the steps in a bucket. */
export type BucketPart = 'min' | 'max' | 'last'

export interface BucketParts {
  readonly firstStep: number
  /** Steps in all buckets together. */
  readonly steps: number
  /** Steps in each bucket but the last. */
  readonly size: number
  /** By name. */
  readonly columns: ReadonlyMap<string, Readonly<Record<BucketPart, Float32Array<ArrayBuffer>>>>
  readonly seconds: Float64Array<ArrayBuffer>
}

export interface SeriesParts {
  readonly rows: RowParts
  readonly folded: BucketParts | null
  readonly evaluations: readonly SeriesEvaluation[]
}
