/** What a sweep says, in numbers: how wide the range of good rates is for each optimizer. */
import type { SweepSpread } from '../../state/sweep/sweepSpread'

/** A rate is good where the median test accuracy is at most so far below the best of the sweep. */
export const CLOSE = 0.02

export interface Reach {
  readonly optimizer: string
  /** Best test accuracy of this optimizer; null where it diverged at every rate. */
  readonly best: number | null
  readonly bestRate: number | null
  /** The longest row of neighbouring good rates; null where there is none. */
  readonly good: { readonly low: number; readonly high: number; readonly count: number } | null
  readonly tried: number
  /** Rates at which at least one seed diverged. */
  readonly diverged: number
}

const accuracyOf = ({ testAccuracy }: SweepSpread) => testAccuracy?.median ?? null

/** In the order asked for; optimizers without any point are left out. */
export function reaches(spreads: readonly SweepSpread[], optimizers: readonly string[]): Reach[] {
  const top = Math.max(...spreads.map((at) => accuracyOf(at) ?? 0))
  return optimizers.flatMap((optimizer) => {
    const ofOptimizer = spreads.filter((at) => at.optimizer === optimizer)
    if (ofOptimizer.length === 0) return []
    const rows: SweepSpread[][] = [[]]
    for (const at of ofOptimizer) {
      const accuracy = accuracyOf(at)
      if (accuracy !== null && accuracy >= top - CLOSE) rows.at(-1)!.push(at)
      else rows.push([])
    }
    const row = rows.reduce((a, b) => (b.length > a.length ? b : a))
    const best = ofOptimizer.reduce((a, b) =>
      (accuracyOf(b) ?? -1) > (accuracyOf(a) ?? -1) ? b : a,
    )
    return [
      {
        optimizer,
        best: accuracyOf(best),
        bestRate: accuracyOf(best) === null ? null : best.rate,
        good:
          row.length === 0
            ? null
            : { low: row[0]!.rate, high: row.at(-1)!.rate, count: row.length },
        tried: ofOptimizer.length,
        diverged: ofOptimizer.filter(({ divergedAt }) => divergedAt.length > 0).length,
      },
    ]
  })
}
