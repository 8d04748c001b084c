/**
 * The row of numbers that a step leaves on the device, one for each metric and behind them those
 * that were measured: how it is put together there, and how rows that were read back become numbers
 * with names.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { METRIC_COLUMNS, METRICS, type MetricColumn } from '../../spec/metrics'
import type { MetricTable } from '../../spec/metricTable'
import { ABSENT, NO_LIMIT } from './sentinels'

/** Float32 numbers in a row, without what was measured. */
export const ROW_WIDTH = METRIC_COLUMNS.length

/** One float32 for each metric; ABSENT and NO_LIMIT stand for "no number". */
export function encodeRow(numberOf: (column: MetricColumn) => Scalar): Tensor1D {
  return tf.stack(METRIC_COLUMNS.map(numberOf)) as Tensor1D
}

/**
 * The same where a kernel has written some of the metrics already.
 * @param written their numbers, in the order of METRIC_COLUMNS
 * @param isWritten which ones they are
 */
export function completeRow(
  written: Tensor1D,
  isWritten: (column: MetricColumn) => boolean,
  numberOf: (column: MetricColumn) => Scalar,
): Tensor1D {
  if (METRIC_COLUMNS.every(isWritten)) return written
  const parts: Tensor1D[] = []
  let [from, to] = [0, 0]
  const take = () => {
    if (to > from) parts.push(tf.slice(written, from, to - from))
    from = to
  }
  for (const column of METRIC_COLUMNS) {
    if (isWritten(column)) {
      to++
      continue
    }
    take()
    parts.push(tf.reshape(numberOf(column), [1]))
  }
  take()
  return tf.concat(parts)
}

const absent = Math.fround(ABSENT)
const none = Math.fround(NO_LIMIT)

/** Turns the device's codes into NaN and Infinity, in place, and gives the rows their names. */
export function decodeRows(values: Float32Array): MetricTable {
  METRICS.forEach(({ kind }, column) => {
    if (kind !== 'optional' && kind !== 'limit') return
    for (let i = column; i < values.length; i += ROW_WIDTH) {
      if (values[i] === absent) values[i] = NaN
      else if (kind === 'limit' && values[i]! >= none) values[i] = Infinity
    }
  })
  return { columns: METRIC_COLUMNS, values }
}

/** What was read of the steps since the last time. */
export interface StepRows extends MetricTable {
  /** The numbers of those that were measured, in their order. */
  readonly measured: readonly Float32Array[]
}

/** @param rows of all steps as they come from the device */
export function decodeSteps(rows: readonly Float32Array[]): StepRows {
  const values = new Float32Array(rows.length * ROW_WIDTH)
  rows.forEach((row, i) => values.set(row.subarray(0, ROW_WIDTH), i * ROW_WIDTH))
  const measured = rows.flatMap((row) => (row.length > ROW_WIDTH ? [row.slice(ROW_WIDTH)] : []))
  return { ...decodeRows(values), measured }
}
