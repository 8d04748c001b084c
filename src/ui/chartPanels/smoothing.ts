/**
 * Debiased exponential moving average of a column that grows. Keeps what it has computed, so that
 * an update costs only the new samples. Gaps pass through and do not count.
 */
import type { Samples } from '../../charts/decimate'
import { countOf } from '../../charts/decimate'

/** Share of the old average that is kept at each sample: it remembers about ten of them. */
const KEEP = 0.9

export class Smoothed {
  #values = new Float32Array(1024)
  #first = 0
  #count = 0
  #sum = 0
  #weight = 0

  /** The average at each sample of `samples`, which must go on where they ended last time. */
  update(samples: Samples): Samples {
    const first = samples.x0 ?? 0
    const end = first + countOf(samples)
    const known = this.#first + this.#count
    if (this.#count === 0 || first < this.#first || end < known || first > known) {
      this.#first = first
      this.#count = this.#sum = this.#weight = 0
    }
    for (let x = this.#first + this.#count; x < end; x++) this.#push(at(samples, x - first))
    // Samples may have been dropped at the start; their averages are passed over.
    const offset = first - this.#first
    return { y: this.#values, x0: first, offset, length: this.#count - offset }
  }

  #push(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float32Array(2 * this.#values.length)
      larger.set(this.#values)
      this.#values = larger
    }
    const finite = Number.isFinite(value)
    if (finite) {
      this.#sum = KEEP * this.#sum + (1 - KEEP) * value
      this.#weight = KEEP * this.#weight + (1 - KEEP)
    }
    this.#values[this.#count++] = finite ? this.#sum / this.#weight : NaN
  }
}

function at({ y, stride = 1, offset = 0 }: Samples, i: number): number {
  return y[offset + i * stride]!
}
