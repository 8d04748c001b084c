import type { HostBatch } from '../../data/batchSource'
import type { StepBatch } from './messages'

/**
 * The batches of a window. They are made once, for all helpers, and those of the next window while
 * the helpers work on this one.
 */
export class BatchesAhead {
  private ready = new Map<number, StepBatch>()

  constructor(private readonly batchAt: (step: number) => HostBatch) {}

  /** Of `count` steps from `first` on. */
  take(first: number, count: number): readonly StepBatch[] {
    const taken = Array.from({ length: count }, (_, i) => this.made(first + i))
    this.ready = new Map()
    return taken
  }

  /** They will be wanted soon. */
  prepare(first: number, count: number): void {
    for (let step = first; step < first + count; step++) this.ready.set(step, this.made(step))
  }

  private made(step: number): StepBatch {
    const known = this.ready.get(step)
    if (known) return known
    const { images, labels } = this.batchAt(step)
    return { step, images, labels }
  }
}
