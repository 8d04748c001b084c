/** The horizontal axis in the unit that was chosen, and the way back to steps. */
import type { Domain, Point } from '../../charts/types'
import type { X_UNITS } from '../../experiment/viewKeys'
import type { RunSeries } from '../../state/series/series'

export type XUnit = (typeof X_UNITS)[number]

/** Steps need not be whole. Both directions never decrease. */
export interface Timeline {
  readonly unit: XUnit
  readonly toX: (step: number) => number
  readonly toStep: (x: number) => number
}

export interface TimelineSource {
  /** Examples in a batch. */
  readonly batch: number
  /** Null before it is known: an epoch then counts as one step. */
  readonly stepsPerEpoch: number | null
  /** Run that tells the time. */
  readonly series: Pick<RunSeries, 'firstStep' | 'endStep' | 'seconds' | 'folded'> | undefined
}

export function timelineOf(unit: XUnit, source: TimelineSource): Timeline {
  switch (unit) {
    case 'steps':
      return { unit, toX: (step) => step, toStep: (x) => x }
    case 'epochs':
      return proportional(unit, 1 / (source.stepsPerEpoch ?? 1))
    case 'examples':
      return proportional(unit, source.batch)
    case 'seconds':
      return clock(source.series)
  }
}

function proportional(unit: XUnit, perStep: number): Timeline {
  return { unit, toX: (step) => step * perStep, toStep: (x) => x / perStep }
}

/** Second by second where the steps are kept whole, coarser where they are in buckets. */
function clock(series: TimelineSource['series']): Timeline {
  const end = series?.endStep ?? 0
  const at = (step: number): number => {
    if (!series || step < 0) return 0
    const { firstStep, seconds, folded } = series
    if (step >= firstStep || !folded) return seconds[step - firstStep] ?? 0
    const bucket = Math.floor((step - folded.firstStep) / folded.size)
    const start = folded.seconds[bucket] ?? 0
    const next = folded.seconds[bucket + 1] ?? seconds[0] ?? start
    const share = (step - folded.firstStep - bucket * folded.size) / folded.size
    return start + (next - start) * share
  }
  // The last step has begun but not ended; what comes after is taken to go on at its pace.
  const last = at(end - 1)
  const pace = end > 1 ? last / (end - 1) : 0
  const toX = (step: number): number => {
    if (step <= 0) return 0
    if (step >= end - 1) return last + pace * (step - Math.max(0, end - 1))
    const whole = Math.floor(step)
    return at(whole) + (at(whole + 1) - at(whole)) * (step - whole)
  }
  const toStep = (x: number): number => {
    if (x <= 0) return 0
    if (x >= last) return Math.max(0, end - 1) + (pace > 0 ? (x - last) / pace : 0)
    let low = 0
    let high = end - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (at(middle) <= x) low = middle
      else high = middle
    }
    const [from, to] = [at(low), at(high)]
    return low + (to > from ? (x - from) / (to - from) : 0)
  }
  return { unit: 'seconds', toX, toStep }
}

export const stepsOf = ({ toStep }: Timeline, [low, high]: Domain): Domain => [
  toStep(low),
  toStep(high),
]

/** Points whose x are steps, with x in the timeline's unit. */
export function onTimeline(points: readonly Point[], { unit, toX }: Timeline): readonly Point[] {
  return unit === 'steps' ? points : points.map(({ x, y }) => ({ x: toX(x), y }))
}
