import * as tf from '@tensorflow/tfjs-core'
import type { RunId } from '../../spec/runId'
import type { Evaluation, Testing } from '../../worker/protocol'
import type { Batch } from '../run/trainStep'

/** Images [first, first + count) of a set; the caller disposes the tensors. */
export type ExampleChunk = (first: number, count: number) => Batch

/** Sums over a chunk: [loss, correctly classified]. */
export type EvaluateChunk = (parameters: tf.Tensor1D, chunk: Batch) => tf.Tensor1D

/** The same sums, and numbers of each example, [B, numbers]. */
export type InspectChunk = (
  parameters: tf.Tensor1D,
  chunk: Batch,
) => { sums: tf.Tensor1D; details: tf.Tensor2D }

export interface EvaluationRequest {
  readonly run: RunId
  readonly step: number
  /** The queue disposes them. */
  readonly parameters: tf.Tensor1D
  readonly evaluate: EvaluateChunk
  /** Where the single examples are looked at too; the sums stay the same. */
  readonly inspect?: InspectChunk | undefined
  /** Only to look at: no evaluation of the experiment. */
  readonly isExtra?: boolean
}

export interface FinishedEvaluation {
  readonly evaluation: Evaluation
  readonly isExtra: boolean
  /** Of all examples, one after the other; null where nobody looks. */
  readonly details: Float32Array | null
}

interface Pending extends EvaluationRequest {
  next: number
  readonly sums: tf.Tensor1D[]
  readonly details: tf.Tensor2D[]
}

/**
 * Evaluations on one set of examples that wait or are under way. Works in small chunks, so that
 * training and Pause never wait for a whole pass over the set, and on the weights as
 * they were when the evaluation was asked for. The chunk size is fixed, never timed: results
 * must not depend on the speed of the machine.
 */
export class EvaluationQueue {
  private readonly pending: Pending[] = []

  constructor(
    private readonly chunkOf: ExampleChunk,
    private readonly exampleCount: number,
    private readonly chunkSize: number,
  ) {}

  get isEmpty(): boolean {
    return this.pending.length === 0
  }

  /** Of the one under way, or else of the next; null where none waits. */
  get progress(): Testing | null {
    const [current] = this.pending
    return current ? { run: current.run, done: current.next, total: this.exampleCount } : null
  }

  add(request: EvaluationRequest): void {
    this.pending.push({ ...request, next: 0, sums: [], details: [] })
  }

  /** Does one chunk. Returns the evaluation that it completed, if it completed one. */
  async advance(): Promise<FinishedEvaluation | null> {
    const current = this.pending[0]
    if (!current) return null
    const count = Math.min(this.chunkSize, this.exampleCount - current.next)
    const chunk = this.chunkOf(current.next, count)
    if (current.inspect) {
      const { sums, details } = current.inspect(current.parameters, chunk)
      current.sums.push(sums)
      current.details.push(details)
    } else current.sums.push(current.evaluate(current.parameters, chunk))
    tf.dispose([chunk.images, chunk.labels])
    current.next += count
    if (current.next < this.exampleCount) return null

    this.pending.shift()
    const stacked = tf.stack(current.sums)
    const together = current.details.length > 0 ? tf.concat(current.details, 0) : null
    disposeOf(current)
    const sums = await stacked.data()
    const details = together && ((await together.data()) as Float32Array)
    tf.dispose([stacked, ...(together ? [together] : [])])
    let loss = 0
    let correct = 0
    for (let i = 0; i < sums.length; i += 2) {
      loss += sums[i]!
      correct += sums[i + 1]!
    }
    return {
      evaluation: {
        run: current.run,
        step: current.step,
        loss: loss / this.exampleCount,
        accuracy: correct / this.exampleCount,
      },
      isExtra: current.isExtra ?? false,
      details,
    }
  }

  /** Forgets the evaluations of one run, or all. */
  drop(run?: RunId): void {
    const dropped = this.pending.filter((entry) => run === undefined || entry.run === run)
    for (const entry of dropped) {
      disposeOf(entry)
      this.pending.splice(this.pending.indexOf(entry), 1)
    }
  }
}

function disposeOf({ parameters, sums, details }: Pending): void {
  tf.dispose([parameters, ...sums, ...details])
}
