/** From the steps of a run to the few numbers that a claim needs. Pure. */
import { median } from './quantiles.mjs'

/** Median, smallest and largest of the numbers that are finite; null where there are none. */
export function spreadOf(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, low: sorted[0], high: sorted.at(-1) }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * One run with one seed. Without a test accuracy and a loss it has diverged: NaN, which is null in
 * the record.
 */
export function summariseSteps({ label, steps, diverged, testAccuracy }, { stepsPerEpoch }) {
  const { length } = steps.loss
  const part = (key, from, to) =>
    steps[key].slice(Math.round(from * length), Math.round(to * length))
  const unclipped = (from, to) => part('unclipped', from, to).filter(Number.isFinite)
  const stepsOf = unclipped(0, 1)
  return {
    label,
    trainLoss: diverged ? NaN : mean(steps.loss.slice(-stepsPerEpoch)),
    testAccuracy: diverged ? NaN : testAccuracy,
    ...(stepsOf.length > 0
      ? {
          clippedFirst: mean(part('clipped', 0, 0.25)),
          clippedLast: mean(part('clipped', 0.75, 1)),
          unclippedFirst: median(unclipped(0, 0.25)),
          unclippedLast: median(unclipped(0.75, 1)),
          unclippedMax: Math.max(...stepsOf),
        }
      : {}),
    projectedLast: mean(part('projected', 0.75, 1)),
  }
}
