/** What a strip says, in numbers: how wide the range of good rates is for each optimizer. */
import type { StripSpread } from '../../state/strip/spread'

/** A rate is good where the median test accuracy is at most so far below the best of the strip. */
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

const accuracyOf = ({ testAccuracy }: StripSpread) => testAccuracy?.median ?? null

/** In the order asked for; optimizers without any point are left out. */
export function reaches(spreads: readonly StripSpread[], optimizers: readonly string[]): Reach[] {
  const top = Math.max(...spreads.map((at) => accuracyOf(at) ?? 0))
  return optimizers.flatMap((optimizer) => {
    const own = spreads.filter((at) => at.optimizer === optimizer)
    if (own.length === 0) return []
    const rows: StripSpread[][] = [[]]
    for (const at of own) {
      const accuracy = accuracyOf(at)
      if (accuracy !== null && accuracy >= top - CLOSE) rows.at(-1)!.push(at)
      else rows.push([])
    }
    const row = rows.reduce((a, b) => (b.length > a.length ? b : a))
    const best = own.reduce((a, b) => ((accuracyOf(b) ?? -1) > (accuracyOf(a) ?? -1) ? b : a))
    return [
      {
        optimizer,
        best: accuracyOf(best),
        bestRate: accuracyOf(best) === null ? null : best.rate,
        good:
          row.length === 0
            ? null
            : { low: row[0]!.rate, high: row.at(-1)!.rate, count: row.length },
        tried: own.length,
        diverged: own.filter(({ divergedAt }) => divergedAt.length > 0).length,
      },
    ]
  })
}
