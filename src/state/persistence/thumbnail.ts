import type { RunSeries } from '../series/series'

const POINTS = 48

/** Loss at up to 48 steps, evenly spaced, of the rows that are kept whole; the last one included. */
export function thumbnailOf(series: RunSeries | undefined): (number | null)[] {
  const losses = series?.values('loss') ?? new Float32Array()
  const count = Math.min(POINTS, losses.length)
  return Array.from({ length: count }, (_, i) => {
    const at = count === 1 ? 0 : Math.round((i * (losses.length - 1)) / (count - 1))
    const loss = losses[at]!
    return Number.isFinite(loss) ? loss : null
  })
}
