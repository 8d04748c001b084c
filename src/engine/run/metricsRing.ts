import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import type { MetricTable } from '../../spec/metricTable'
import { decodeRows } from './metricRow'

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
   * Reads everything waiting in one go: one row per step, in the order of pushing. Steps pushed
   * meanwhile wait for the next call.
   */
  async drain(): Promise<MetricTable> {
    const rows = this.take()
    if (rows.length === 0) return decodeRows(new Float32Array(0))
    const joined = tf.concat(rows)
    tf.dispose(rows)
    // A copy: on some backends `data` hands out a view of memory that is reused.
    const values = Float32Array.from(await joined.data())
    joined.dispose()
    return decodeRows(values)
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
