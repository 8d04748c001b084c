/**
 * Min/max decimation: few enough points to draw, without hiding a spike.
 *
 * Samples fall into buckets whose size is a power of two and whose borders are multiples of that
 * size, counted in x. A bucket therefore keeps its contents while the series grows, and the
 * picture does not shimmer. Of each bucket the first, smallest, largest and last finite sample
 * are kept, and its first gap.
 */
import type { BandPoint, Domain, Point } from './types'

/** Equally spaced samples: sample i lies at x = x0 + i. A value that is not finite is a gap. */
export interface Samples {
  readonly y: ArrayLike<number>
  /** Number of samples in use, where the array is longer than its contents. */
  readonly length?: number
  /** An integer. Default 0. */
  readonly x0?: number
  /** Distance in `y` between two samples, for a column of a table. Default 1. */
  readonly stride?: number
  /** Place in `y` of the first sample. Default 0. */
  readonly offset?: number
}

export function countOf(samples: Samples): number {
  const stride = samples.stride ?? 1
  const room = Math.floor((samples.y.length - (samples.offset ?? 0) + stride - 1) / stride)
  return Math.max(0, Math.min(samples.length ?? room, room))
}

/** Smallest power of two that puts `count` samples into at most `buckets` buckets. */
export function bucketSize(count: number, buckets: number): number {
  let size = 1
  // One more bucket than the division says, since the first and the last may be cut.
  while (Math.ceil(count / size) + 1 > buckets) size *= 2
  return size
}

/** Indices of the samples inside the domain, and one more on either side so that lines run on. */
export function visibleRange(samples: Samples, domain: Domain): readonly [number, number] {
  const x0 = samples.x0 ?? 0
  const count = countOf(samples)
  const from = Math.max(0, Math.ceil(domain[0] - x0) - 1)
  const to = Math.min(count, Math.floor(domain[1] - x0) + 2)
  return [Math.min(from, count), Math.max(to, Math.min(from, count))]
}

/**
 * @param buckets most buckets to use; up to five points come from each
 * @returns points in order of x
 */
export function decimate(samples: Samples, domain: Domain, buckets = 300): Point[] {
  const [from, to] = visibleRange(samples, domain)
  const { y } = samples
  const x0 = samples.x0 ?? 0
  const stride = samples.stride ?? 1
  const offset = samples.offset ?? 0
  const points: Point[] = []
  const push = (i: number) => {
    const value = y[offset + i * stride]!
    points.push({ x: x0 + i, y: Number.isFinite(value) ? value : null })
  }
  const size = to - from <= 2 * buckets ? 1 : bucketSize(to - from, buckets)
  if (size === 1) {
    for (let i = from; i < to; i++) push(i)
    return points
  }
  for (let start = from; start < to;) {
    const end = Math.min(to, (Math.floor((x0 + start) / size) + 1) * size - x0)
    let first = -1
    let last = -1
    let least = -1
    let most = -1
    let gap = -1
    let min = Infinity
    let max = -Infinity
    for (let i = start; i < end; i++) {
      const value = y[offset + i * stride]!
      if (!Number.isFinite(value)) {
        if (gap < 0) gap = i
        continue
      }
      if (first < 0) first = i
      last = i
      if (value < min) {
        min = value
        least = i
      }
      if (value > max) {
        max = value
        most = i
      }
    }
    const kept = [first, least, most, last, gap].filter((i) => i >= 0).sort((a, b) => a - b)
    kept.forEach((i, place) => {
      if (place === 0 || kept[place - 1] !== i) push(i)
    })
    start = end
  }
  return points
}

/** With more samples in view a line is the median of a bucket, with the range as a band. */
const MOST_SINGLE = 800

/**
 * Of a larger bucket the median is taken of so many values, equally far from each other: exact ones
 * of 200,000 steps would take longer than a frame has. The band is always of all values.
 */
const MOST_SORTED = 32

export interface Medians {
  readonly points: readonly Point[]
  /** Smallest and largest value of each bucket; absent where every sample is a point. */
  readonly band?: readonly BandPoint[]
}

/**
 * A line of which a trend can be seen however many samples there are, and a band that no spike
 * leaves. The line begins and ends with its exact first and last values; a bucket with a gap breaks
 * it.
 * @param buckets most buckets to use, about one for each column of pixels
 */
export function medians(samples: Samples, domain: Domain, buckets = 600): Medians {
  const [from, to] = visibleRange(samples, domain)
  if (to - from <= MOST_SINGLE) return { points: decimate(samples, domain, MOST_SINGLE) }
  const { y, x0 = 0, stride = 1, offset = 0 } = samples
  const size = bucketSize(to - from, buckets)
  const points: Point[] = []
  const band: BandPoint[] = []
  const middle = new Float64Array(Math.min(size, MOST_SORTED))
  const every = size / middle.length
  for (let start = from; start < to;) {
    const end = Math.min(to, (Math.floor((x0 + start) / size) + 1) * size - x0)
    let [count, sorted, last] = [0, 0, -1]
    let [low, high] = [Infinity, -Infinity]
    for (let i = start; i < end; i++) {
      const value = y[offset + i * stride]!
      if (!Number.isFinite(value)) continue
      count++
      last = i
      if (value < low) low = value
      if (value > high) high = value
      if ((x0 + i) % every !== 0) continue
      // Insertion: few values, and most of them nearly in order.
      let place = sorted++
      for (; place > 0 && middle[place - 1]! > value; place--) middle[place] = middle[place - 1]!
      middle[place] = value
    }
    const x = x0 + (start + end - 1) / 2
    if (count === 0) {
      points.push({ x, y: null })
      band.push({ x, low: null, high: null })
    } else {
      const first = y[offset + start * stride]!
      if (start === from && Number.isFinite(first)) points.push({ x: x0 + start, y: first })
      points.push({ x, y: sorted > 0 ? middle[sorted >> 1]! : y[offset + last * stride]! })
      band.push({ x, low, high })
      if (count < end - start) points.push({ x, y: null })
      else if (end === to) points.push({ x: x0 + last, y: y[offset + last * stride]! })
    }
    start = end
  }
  return { points, band }
}

export interface Stretch {
  readonly x0: number
  readonly x1: number
  /** Share of flagged samples in the stretch: 1/4, 1/2, 3/4 or 1, rounded up. */
  readonly strength: number
}

/**
 * Stretches of x where a 0/1 column is set. A sample covers half a unit on either side of it.
 * With more samples than buckets, `strength` tells what part of each bucket is set.
 */
export function flaggedStretches(samples: Samples, domain: Domain, buckets = 300): Stretch[] {
  const [from, to] = visibleRange(samples, domain)
  const x0 = samples.x0 ?? 0
  const stride = samples.stride ?? 1
  const offset = samples.offset ?? 0
  const size = to - from <= 2 * buckets ? 1 : bucketSize(to - from, buckets)
  const stretches: Stretch[] = []
  for (let start = from; start < to;) {
    const end = Math.min(to, (Math.floor((x0 + start) / size) + 1) * size - x0)
    let flagged = 0
    for (let i = start; i < end; i++) if (samples.y[offset + i * stride]! > 0) flagged++
    const strength = Math.ceil((4 * flagged) / (end - start)) / 4
    const previous = stretches.at(-1)
    if (strength > 0) {
      const left = x0 + start - 0.5
      const right = x0 + end - 0.5
      if (previous && previous.x1 === left && previous.strength === strength)
        stretches[stretches.length - 1] = { ...previous, x1: right }
      else stretches.push({ x0: left, x1: right, strength })
    }
    start = end
  }
  return stretches
}
