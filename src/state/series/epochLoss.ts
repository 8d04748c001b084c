/** How well a run fits its training set: counted as its numbers come, an epoch at a time. */
import type { RunSeries } from './series'

interface Counting {
  readonly stepsPerEpoch: number
  /** First step that has not been counted. */
  next: number
  sum: number
  best: number
}

const counted = new WeakMap<RunSeries, Counting>()

/**
 * Smallest mean loss of a whole epoch so far; NaN before the first is complete. While a run
 * trains, its batches of one epoch see slightly different weights, so this is a little above the
 * loss of the best weights. Called for every block, it misses no row.
 */
export function bestEpochLoss(series: RunSeries | undefined, stepsPerEpoch: number): number {
  if (!series || stepsPerEpoch < 1) return NaN
  let own = counted.get(series)
  if (!own || own.stepsPerEpoch !== stepsPerEpoch) {
    own = { stepsPerEpoch, next: 0, sum: 0, best: NaN }
    counted.set(series, own)
  }
  // Of rows that have been folded only extremes are left: it goes on with the next epoch.
  if (own.next < series.firstStep) {
    own.next = Math.ceil(series.firstStep / stepsPerEpoch) * stepsPerEpoch
    own.sum = 0
  }
  const loss = series.values('loss')
  for (; own.next < series.endStep; own.next++) {
    if (own.next % stepsPerEpoch === 0) own.sum = 0
    own.sum += loss[own.next - series.firstStep]!
    if ((own.next + 1) % stepsPerEpoch !== 0) continue
    const mean = own.sum / stepsPerEpoch
    if (!(own.best <= mean) && !Number.isNaN(mean)) own.best = mean
  }
  return own.best
}
