import { MEASURE_EVERY } from '../../spec/instruments'
import type { LayerNorms } from '../../worker/protocol'

/** What is known of a tensor at a step, in the order in which the worker sends it. */
export const NORM_KINDS = ['gradient', 'move', 'weights'] as const
export type NormKind = (typeof NORM_KINDS)[number]

/** More buckets than a strip has pixels in a column of the page. */
export const MAX_BUCKETS = 1024

/**
 * Norms of every tensor of one run over its steps, in a fixed number of buckets: each has the largest
 * norm of its steps, so that no spike is lost however many there are. When all are full, pairs
 * are merged.
 */
export class LayerStrip {
  readonly tensors: number
  readonly #largest: Float32Array
  readonly #latest: Float32Array
  #size = MEASURE_EVERY
  #latestStep = -1

  constructor(tensors: number) {
    this.tensors = tensors
    this.#largest = new Float32Array(MAX_BUCKETS * this.#width).fill(NaN)
    this.#latest = new Float32Array(this.#width).fill(NaN)
  }

  /** A strip for these norms. */
  static for({ steps, norms }: LayerNorms): LayerStrip {
    return new LayerStrip(norms.length / steps.length / NORM_KINDS.length)
  }

  /** Steps in a bucket. Bucket i begins at step `i * size`. */
  get size(): number {
    return this.#size
  }

  /** Buckets up to the last step that was measured. */
  get length(): number {
    return Math.floor(this.#latestStep / this.#size) + 1
  }

  /** The last step that was measured; -1 before the first. */
  get latestStep(): number {
    return this.#latestStep
  }

  /** Steps that come a second time, after a resume, are passed over. */
  append({ steps, norms }: LayerNorms): void {
    const width = this.#width
    steps.forEach((step, row) => {
      if (step <= this.#latestStep) return
      while (Math.floor(step / this.#size) >= MAX_BUCKETS) this.#double()
      const own = norms.subarray(row * width, (row + 1) * width)
      const bucket = Math.floor(step / this.#size) * width
      for (let i = 0; i < width; i++) this.#take(bucket + i, own[i]!)
      this.#latest.set(own)
      this.#latestStep = step
    })
  }

  /** Largest norm of a tensor in a bucket; NaN where none was measured, or it was no number. */
  largest(kind: NormKind, tensor: number, bucket: number): number {
    return this.#largest[bucket * this.#width + this.#place(kind, tensor)]!
  }

  /** At the last step that was measured. */
  latest(kind: NormKind, tensor: number): number {
    return this.#latest[this.#place(kind, tensor)]!
  }

  get #width(): number {
    return NORM_KINDS.length * this.tensors
  }

  #place(kind: NormKind, tensor: number): number {
    return NORM_KINDS.indexOf(kind) * this.tensors + tensor
  }

  #take(place: number, value: number): void {
    if (!(this.#largest[place]! >= value) && !Number.isNaN(value)) this.#largest[place] = value
  }

  #double(): void {
    const width = this.#width
    for (let bucket = 0; bucket < MAX_BUCKETS; bucket++) {
      const from = this.#largest.slice(bucket * width, (bucket + 1) * width)
      this.#largest.fill(NaN, bucket * width, (bucket + 1) * width)
      const into = (bucket >> 1) * width
      from.forEach((value, i) => this.#take(into + i, value))
    }
    this.#size *= 2
  }
}

/** Takes norms up; strips are found by the run's id. */
export function withNorms<Id>(
  strips: ReadonlyMap<Id, LayerStrip>,
  run: Id,
  norms: LayerNorms,
): ReadonlyMap<Id, LayerStrip> {
  const known = strips.get(run)
  const strip = known ?? LayerStrip.for(norms)
  strip.append(norms)
  return known ? strips : new Map(strips).set(run, strip)
}
