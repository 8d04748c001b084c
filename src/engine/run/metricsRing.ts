import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { ABSENT, NO_LIMIT } from './sentinels'

const WIDTH = METRIC_COLUMNS.length
const UNCLIPPED = METRIC_COLUMNS.indexOf('unclipped')
const MAX_LR = METRIC_COLUMNS.indexOf('maxLr')

/** Turns the device's codes into the numbers that METRIC_COLUMNS promises, in place. */
export function decodeMetrics(values: Float32Array): Float32Array {
  const absent = Math.fround(ABSENT)
  const none = Math.fround(NO_LIMIT)
  for (let row = 0; row < values.length; row += WIDTH) {
    if (values[row + UNCLIPPED] === absent) values[row + UNCLIPPED] = NaN
    const maxLr = values[row + MAX_LR]!
    if (maxLr === absent) values[row + MAX_LR] = NaN
    else if (maxLr >= none) values[row + MAX_LR] = Infinity
  }
  return values
}

/** Metrics of the steps of one run that are still on the device. */
export class MetricsRing {
  private waiting: Tensor1D[] = []

  /** Steps waiting to be read. */
  get size(): number {
    return this.waiting.length
  }

  /** Takes ownership of one step's metrics. */
  push(metrics: Tensor1D): void {
    this.waiting.push(metrics)
  }

  /**
   * Reads everything waiting in one go: row-major, one row of METRIC_COLUMNS per step, in the
   * order of pushing. Steps pushed meanwhile wait for the next call.
   */
  async drain(): Promise<Float32Array> {
    const rows = this.take()
    if (rows.length === 0) return new Float32Array(0)
    const joined = tf.concat(rows)
    tf.dispose(rows)
    // A copy: on some backends `data` hands out a view of memory that is reused.
    const values = Float32Array.from(await joined.data())
    joined.dispose()
    return decodeMetrics(values)
  }

  dispose(): void {
    tf.dispose(this.take())
  }

  private take(): Tensor1D[] {
    const taken = this.waiting
    this.waiting = []
    return taken
  }
}
