/** What a strip says, in numbers: how wide the range of good rates is for each optimizer. */
import type { StripPoint } from '../../state/strip/strip'

/** A rate is good where the test accuracy is at most so far below the best of the strip. */
export const CLOSE = 0.02

export interface Reach {
  readonly optimizer: string
  /** Best test accuracy of this optimizer; null where it diverged at every rate. */
  readonly best: number | null
  readonly bestRate: number | null
  /** The longest row of neighbouring good rates; null where there is none. */
  readonly good: { readonly low: number; readonly high: number; readonly count: number } | null
  readonly tried: number
  readonly diverged: number
}

/** In the order asked for; optimizers without any point are left out. */
export function reaches(points: readonly StripPoint[], optimizers: readonly string[]): Reach[] {
  const top = Math.max(...points.map(({ testAccuracy }) => testAccuracy ?? 0))
  return optimizers.flatMap((optimizer) => {
    const own = points
      .filter((point) => point.optimizer === optimizer)
      .sort((a, b) => a.rate - b.rate)
    if (own.length === 0) return []
    const rows: StripPoint[][] = [[]]
    for (const point of own) {
      if (point.testAccuracy !== null && point.testAccuracy >= top - CLOSE) rows.at(-1)!.push(point)
      else rows.push([])
    }
    const row = rows.reduce((a, b) => (b.length > a.length ? b : a))
    const best = own.reduce((a, b) => ((b.testAccuracy ?? -1) > (a.testAccuracy ?? -1) ? b : a))
    return [
      {
        optimizer,
        best: best.testAccuracy,
        bestRate: best.testAccuracy === null ? null : best.rate,
        good:
          row.length === 0
            ? null
            : { low: row[0]!.rate, high: row.at(-1)!.rate, count: row.length },
        tried: own.length,
        diverged: own.filter(({ divergedAt }) => divergedAt !== null).length,
      },
    ]
  })
}
