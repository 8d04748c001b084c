import * as tf from '@tensorflow/tfjs-core'
import type { Evaluation } from '../worker/protocol'
import type { Batch } from './trainStep'

/** Images [first, first + count) of the test set; the caller disposes the tensors. */
export type TestChunk = (first: number, count: number) => Batch

/** Sums over a chunk: [loss, correctly classified]. */
export type EvaluateChunk = (parameters: tf.Tensor1D, chunk: Batch) => tf.Tensor1D

interface Pending {
  readonly run: number
  readonly step: number
  readonly parameters: tf.Tensor1D
  readonly evaluate: EvaluateChunk
  next: number
  readonly sums: tf.Tensor1D[]
}

/**
 * Evaluations on the test set that wait or are under way. Works in small chunks, so that
 * training and Pause never wait for a whole pass over the test images, and on the weights as
 * they were when the evaluation was asked for. The chunk size is fixed, never timed: results
 * must not depend on the speed of the machine.
 */
export class EvaluationQueue {
  private readonly pending: Pending[] = []

  constructor(
    private readonly testChunk: TestChunk,
    private readonly testCount: number,
    private readonly chunkSize: number,
  ) {}

  get isEmpty(): boolean {
    return this.pending.length === 0
  }

  /** @param parameters the queue disposes them */
  add(run: number, step: number, parameters: tf.Tensor1D, evaluate: EvaluateChunk): void {
    this.pending.push({ run, step, parameters, evaluate, next: 0, sums: [] })
  }

  /** Does one chunk. Returns the evaluation that it completed, if it completed one. */
  async advance(): Promise<Evaluation | null> {
    const current = this.pending[0]
    if (!current) return null
    const count = Math.min(this.chunkSize, this.testCount - current.next)
    current.sums.push(
      tf.tidy(() => current.evaluate(current.parameters, this.testChunk(current.next, count))),
    )
    current.next += count
    if (current.next < this.testCount) return null

    this.pending.shift()
    const stacked = tf.stack(current.sums)
    tf.dispose([current.parameters, ...current.sums])
    const sums = await stacked.data()
    stacked.dispose()
    let loss = 0
    let correct = 0
    for (let i = 0; i < sums.length; i += 2) {
      loss += sums[i]!
      correct += sums[i + 1]!
    }
    return {
      run: current.run,
      step: current.step,
      loss: loss / this.testCount,
      accuracy: correct / this.testCount,
    }
  }

  /** Forgets the evaluations of one run, or all. */
  drop(run?: number): void {
    const dropped = this.pending.filter((entry) => run === undefined || entry.run === run)
    for (const entry of dropped) {
      tf.dispose([entry.parameters, ...entry.sums])
      this.pending.splice(this.pending.indexOf(entry), 1)
    }
  }
}
