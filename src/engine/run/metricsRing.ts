import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import { decodeSteps, type StepRows } from './metricRow'

/** Metrics of the steps of one run that are still on the device. */
export class MetricsRing {
  private waiting: Tensor1D[] = []

  /** Steps waiting to be read. */
  get size(): number {
    return this.waiting.length
  }

  /** Takes ownership of one step's metrics and what stands behind them. */
  push(metrics: Tensor1D): void {
    this.waiting.push(metrics)
  }

  /**
   * Reads everything waiting in one go: one row per step, in the order of pushing. Steps pushed
   * meanwhile wait for the next call.
   */
  async drain(): Promise<StepRows> {
    const rows = this.take()
    if (rows.length === 0) return decodeSteps([])
    const joined = tf.concat(rows)
    tf.dispose(rows)
    const values = await joined.data<'float32'>()
    let from = 0
    const decoded = decodeSteps(rows.map(({ size }) => values.subarray(from, (from += size))))
    joined.dispose()
    return decoded
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
