import type { BatchSource } from '../../data/batchSource'
import type { Inputs } from '../../data/datasetLoader'
import type { StepBatch } from './messages'

/**
 * The batches of a window. They are made once, for all helpers, and those of the next window while
 * the helpers work on this one.
 */
export class BatchesAhead {
  private ready = new Map<number, StepBatch>()
  private readonly free: Inputs[] = []

  constructor(private readonly batchAt: BatchSource['batchAt']) {}

  /** Of `count` steps from `first` on, to be copied by `use`: later batches are put into their arrays. */
  take<T>(first: number, count: number, use: (batches: readonly StepBatch[]) => T): T {
    const taken = Array.from({ length: count }, (_, i) => this.made(first + i))
    const used = use(taken)
    for (const { images } of [...taken, ...this.ready.values()]) this.free.push(images)
    this.ready = new Map()
    return used
  }

  /** They will be wanted soon. */
  prepare(first: number, count: number): void {
    for (let step = first; step < first + count; step++) this.ready.set(step, this.made(step))
  }

  private made(step: number): StepBatch {
    const known = this.ready.get(step)
    this.ready.delete(step)
    if (known) return known
    const { images, labels } = this.batchAt(step, this.free.pop())
    return { step, images, labels }
  }
}
