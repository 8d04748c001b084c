/** Bands: an area from a smallest to a largest value along x. */
import { bucketSize, visibleRange } from './decimate'
import type { BandPoint, Domain } from './types'

/** Equally spaced edges: sample i lies at x = x0 + i; NaN in either is a gap. */
export interface BandSamples {
  readonly low: ArrayLike<number>
  readonly high: ArrayLike<number>
  readonly x0: number
}

/**
 * Few enough points to draw: of each bucket the smallest low and the largest high, so that the
 * band hides nothing.
 */
export function decimateBand(samples: BandSamples, domain: Domain, buckets = 300): BandPoint[] {
  const { low, high, x0 } = samples
  const [from, to] = visibleRange({ y: low, x0 }, domain)
  const size = to - from <= 2 * buckets ? 1 : bucketSize(to - from, buckets)
  const points: BandPoint[] = []
  for (let start = from; start < to;) {
    const end = Math.min(to, (Math.floor((x0 + start) / size) + 1) * size - x0)
    let least = Infinity
    let most = -Infinity
    for (let i = start; i < end; i++) {
      if (low[i]! < least) least = low[i]!
      if (high[i]! > most) most = high[i]!
    }
    const x = x0 + (start + end - 1) / 2
    const isGap = !Number.isFinite(least) || !Number.isFinite(most)
    points.push(isGap ? { x, low: null, high: null } : { x, low: least, high: most })
    start = end
  }
  return points
}
