/** What the seeds of a sweep came to, value by value: median, smallest and largest, and failures. */
import { medianOf } from '../seeds/seedSpread'
import { RATE } from './sweepAxis'
import type { SweepPoint } from './types'

export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

export interface SweepSpread {
  readonly optimizer: string
  /** Value of the first axis: the rate, where it is not another setting. */
  readonly x: number
  /** Of the second one; null where there is none. */
  readonly y: number | null
  /** Null where the median is no number, because as many seeds diverged. */
  readonly trainLoss: Spread | null
  readonly testAccuracy: Spread | null
  /** Steps until the test accuracy that is asked for; null where the median never has it. */
  readonly stepsToTarget: Spread | null
  /** Seeds that were tried. */
  readonly tried: number
  /** Steps at which the diverged ones were stopped. */
  readonly divergedAt: readonly number[]
  /** Seeds that came to their end and are no better than guessing. */
  readonly atChance: number
}

/** What is known of one training, here or elsewhere. */
export type SpreadPoint = Omit<SweepPoint, 'backend'>

interface SpreadOf {
  readonly x: string
  readonly y?: string | undefined
  /** Test accuracy of guessing. */
  readonly guess?: number | undefined
  /** Test accuracy that is to be reached. */
  readonly target?: number | undefined
}

/** A test accuracy is that of guessing where it is at most so far above. */
const CLOSE_TO_CHANCE = 0.02

/** Seeds that diverged or ended at chance. */
export const failedOf = ({ divergedAt, atChance }: SweepSpread): number =>
  divergedAt.length + atChance

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

/** The first step at which a test found at least so much; null where none did. */
export const stepsTo = ({ bests }: Pick<SweepPoint, 'bests'>, target: number): number | null =>
  bests?.find(([, accuracy]) => accuracy >= target)?.[0] ?? null

/** One for each optimizer and value, in the order of the optimizers, then of the values. */
export function sweepSpreads(
  points: readonly SpreadPoint[],
  optimizers: readonly string[],
  { x, y, guess = -Infinity, target }: SpreadOf = { x: RATE },
): SweepSpread[] {
  const byPlace = new Map<string, SpreadPoint[]>()
  for (const point of points) {
    const place = JSON.stringify([point.optimizer, point.values[x], y && point.values[y]])
    const others = byPlace.get(place)
    if (others) others.push(point)
    else byPlace.set(place, [point])
  }
  const spreads = [...byPlace.values()].map((seeds): SweepSpread => {
    const [{ optimizer, values }] = seeds as [SpreadPoint]
    const of = (value: (point: SpreadPoint) => number | null, worst: number) =>
      spreadOf(seeds.map(value), worst)
    const isAtChance = ({ testAccuracy }: SpreadPoint) =>
      testAccuracy !== null && testAccuracy <= guess + CLOSE_TO_CHANCE
    return {
      ...{ optimizer, x: values[x]!, y: y === undefined ? null : values[y]! },
      tried: seeds.length,
      trainLoss: of(({ trainLoss }) => trainLoss, Infinity),
      testAccuracy: of(({ testAccuracy }) => testAccuracy, -Infinity),
      stepsToTarget: of(
        (point) => (target === undefined ? null : stepsTo(point, target)),
        Infinity,
      ),
      divergedAt: seeds.flatMap(({ divergedAt }) => divergedAt ?? []),
      atChance: seeds.filter(isAtChance).length,
    }
  })
  return optimizers.flatMap((id) =>
    spreads
      .filter(({ optimizer }) => optimizer === id)
      .sort((a, b) => (a.y ?? 0) - (b.y ?? 0) || a.x - b.x),
  )
}
