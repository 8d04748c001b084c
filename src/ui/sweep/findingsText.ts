/** Good rates in words. */
import { formatShare } from '../../charts/format'
import { optimizerSpec } from '../../optimizers/specs'
import type { SweepSpread } from '../../state/sweep/sweepSpread'
import { CLOSE, type Best, type Reach } from './findings'

/** What makes a rate good. */
export function goodRatesText(best: Best, top: SweepSpread | undefined): string {
  const within = `Within ${100 * CLOSE} percentage points of`
  if (best === 'each') return `${within} the optimizer’s own best test accuracy.`
  if (!top) return `${within} the best test accuracy of all.`
  const { optimizer, x, testAccuracy } = top
  const where = `${optimizerSpec(optimizer).label} at ${x}`
  return `${within} the best test accuracy of all: ${formatShare(testAccuracy!.median)}, ${where}.`
}

/** How far the good rates of an optimizer go. */
export function reachText({ best, bestRate, good, onlyGuesses, tried, diverged }: Reach): string {
  const lost = diverged > 0 ? `; diverged at ${diverged} of them` : ''
  if (best === null) return `diverged at every one of ${tried} values`
  const top = `best ${formatShare(best)} at ${bestRate}`
  if (onlyGuesses) return `none of ${tried} values: no better than guessing; ${top}${lost}`
  if (!good) return `none of ${tried} values; ${top}${lost}`
  const range = good.count === 1 ? `${good.low} only` : `${good.low} to ${good.high}`
  return `${range}: ${good.count} of ${tried} values; ${top}${lost}`
}
