/** What the seeds of a sweep came to, rate by rate: median, smallest and largest. */
import { medianOf } from '../seeds/seedSpread'
import type { SweepPoint } from './types'

export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

export interface SweepSpread {
  readonly optimizer: string
  readonly rate: number
  /** Null where the median is no number, because as many seeds diverged. */
  readonly trainLoss: Spread | null
  readonly testAccuracy: Spread | null
  /** Seeds that were tried. */
  readonly tried: number
  /** Steps at which the diverged ones were stopped. */
  readonly divergedAt: readonly number[]
}

/**
 * What diverged counts as worse than any number: leaving it out would make a rate that fails
 * two times of three look as good as its best seed.
 */
function spreadOf(values: readonly (number | null)[], worst: number): Spread | null {
  const finite = values.flatMap((value) => value ?? []).sort((a, b) => a - b)
  const median = medianOf(values.map((value) => value ?? worst).sort((a, b) => a - b))
  if (!Number.isFinite(median)) return null
  return { median, low: finite[0]!, high: finite.at(-1)! }
}

/** One for each optimizer and rate, in the order of the optimizers, then of the rates. */
export function sweepSpreads(
  points: readonly SweepPoint[],
  optimizers: readonly string[],
): SweepSpread[] {
  return optimizers.flatMap((optimizer) => {
    const ofOptimizer = points.filter((point) => point.optimizer === optimizer)
    const rates = [...new Set(ofOptimizer.map(({ rate }) => rate))].sort((a, b) => a - b)
    return rates.map((rate) => {
      const seeds = ofOptimizer.filter((point) => point.rate === rate)
      return {
        ...{ optimizer, rate, tried: seeds.length },
        trainLoss: spreadOf(
          seeds.map(({ trainLoss }) => trainLoss),
          Infinity,
        ),
        testAccuracy: spreadOf(
          seeds.map(({ testAccuracy }) => testAccuracy),
          -Infinity,
        ),
        divergedAt: seeds.flatMap(({ divergedAt }) => divergedAt ?? []),
      }
    })
  })
}
