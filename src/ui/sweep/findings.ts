/** What a sweep says, in numbers: how wide the range of good rates is for each optimizer. */
import type { SweepSpread } from '../../state/sweep/sweepSpread'

/** A rate is good where the median test accuracy is at most so far below the best. */
export const CLOSE = 0.02

/**
 * The best of the optimizer itself shows how flat its curve is, which is what the picture beside it
 * shows; the best of all asks whether a rate could compete.
 */
export type Best = 'each' | 'all'

export interface Reach {
  readonly optimizer: string
  /** Best test accuracy of this optimizer; null where it diverged at every rate. */
  readonly best: number | null
  readonly bestRate: number | null
  /** Its best is as near to guessing as good rates are to the best: none of its rates is good. */
  readonly onlyGuesses: boolean
  /** The longest row of neighbouring good rates; null where there is none. */
  readonly good: { readonly low: number; readonly high: number; readonly count: number } | null
  readonly tried: number
  /** Rates at which at least one seed diverged. */
  readonly diverged: number
}

const accuracyOf = ({ testAccuracy }: SweepSpread) => testAccuracy?.median ?? null

/** The one with the highest accuracy, the first of equal ones; undefined where all diverged. */
export function bestOf(spreads: readonly SweepSpread[]): SweepSpread | undefined {
  return spreads
    .filter((at) => accuracyOf(at) !== null)
    .reduce<SweepSpread | undefined>(
      (a, b) => (a && accuracyOf(a)! >= accuracyOf(b)! ? a : b),
      undefined,
    )
}

/**
 * In the order asked for; optimizers without any point are left out.
 * @param best what good rates are measured by
 * @param guess test accuracy of guessing
 */
export function reaches(
  spreads: readonly SweepSpread[],
  optimizers: readonly string[],
  best: Best,
  guess: number,
): Reach[] {
  return optimizers.flatMap((optimizer) => {
    const ofOptimizer = spreads.filter((at) => at.optimizer === optimizer)
    if (ofOptimizer.length === 0) return []
    const own = bestOf(ofOptimizer)
    const ownBest = own ? accuracyOf(own) : null
    const top = bestOf(best === 'each' ? ofOptimizer : spreads)
    const floor = top ? accuracyOf(top)! - CLOSE : Infinity
    const onlyGuesses = ownBest !== null && ownBest <= guess + CLOSE
    const isGood = (at: SweepSpread) => !onlyGuesses && (accuracyOf(at) ?? -Infinity) >= floor
    const row = longestRow(ofOptimizer, isGood)
    return [
      {
        ...{ optimizer, onlyGuesses },
        best: ownBest,
        bestRate: own?.x ?? null,
        good: row.length === 0 ? null : { low: row[0]!.x, high: row.at(-1)!.x, count: row.length },
        tried: ofOptimizer.length,
        diverged: ofOptimizer.filter(({ divergedAt }) => divergedAt.length > 0).length,
      },
    ]
  })
}

/**
 * Cells of a map that are good: near the best of those that have the same problem to solve.
 * @param problemOf equal for cells that differ in hyperparameters alone
 */
export function goodCells(
  spreads: readonly SweepSpread[],
  best: Best,
  guess: number,
  problemOf: (at: SweepSpread) => string,
): ReadonlySet<SweepSpread> {
  const groupOf = (at: SweepSpread) =>
    best === 'each' ? `${at.optimizer} ${problemOf(at)}` : problemOf(at)
  const tops = new Map<string, number>()
  for (const at of spreads) {
    const group = groupOf(at)
    tops.set(group, Math.max(tops.get(group) ?? -Infinity, accuracyOf(at) ?? -Infinity))
  }
  const isGood = (at: SweepSpread) => {
    const accuracy = accuracyOf(at)
    return (
      accuracy !== null && accuracy > guess + CLOSE && accuracy >= tops.get(groupOf(at))! - CLOSE
    )
  }
  return new Set(spreads.filter(isGood))
}

function longestRow<T>(items: readonly T[], isIn: (item: T) => boolean): readonly T[] {
  const rows: T[][] = [[]]
  for (const item of items) {
    if (isIn(item)) rows.at(-1)!.push(item)
    else rows.push([])
  }
  return rows.reduce((a, b) => (b.length > a.length ? b : a))
}
