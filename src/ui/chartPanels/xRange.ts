/** How far the horizontal axis goes. */
import { roundEnd } from '../../charts/scale'
import type { RunSeries } from '../../state/series/series'
import type { Timeline } from './timeline'

/** The axis is at least this many steps long, so that the first steps do not jump about. */
const SHORTEST = 10
/** An earlier run may stretch the axis this far beyond the current runs, */
const PREVIOUS_REACH = 4
/** and at least to this step. */
const PREVIOUS_LEAST = 200

type Ends = Pick<RunSeries, 'endStep' | 'evaluations'> | undefined
type PreviousEnds = readonly { readonly series: Ends; readonly timeline: Timeline }[]

const lastStep = (series: Ends) =>
  Math.max((series?.endStep ?? 0) - 1, series?.evaluations.at(-1)?.step ?? 0)

const lastOf = (previousRuns: PreviousEnds) =>
  Math.max(0, ...previousRuns.map(({ series, timeline }) => timeline.toX(lastStep(series))))

const lastStepOf = (live: readonly Ends[], edited: number) =>
  Math.max(SHORTEST, edited, ...live.map(lastStep))

/**
 * End of the axis in its unit, a round number. Where nothing has been trained yet, it has room for
 * all of the earlier runs. Later, long ones do not press the current ones to the left edge: they
 * come into sight while these catch up.
 * @param edited step of the last edit: one made while paused has a mark before its step is trained
 */
export function axisEnd(
  live: readonly Ends[],
  previousRuns: PreviousEnds,
  timeline: Timeline,
  edited = 0,
): number {
  if (live.every((series) => !series || series.endStep === 0))
    return wholeEnd(live, previousRuns, timeline, edited)
  const { toX } = timeline
  const now = lastStepOf(live, edited)
  const most = toX(Math.max(PREVIOUS_LEAST, PREVIOUS_REACH * now))
  // Before the first step no time has passed, and any axis will do.
  return roundEnd(Math.max(toX(now), Math.min(most || Infinity, lastOf(previousRuns))) || 1)
}

/** End of an axis with room for all runs, current and earlier: as far as one can zoom out. */
export function wholeEnd(
  live: readonly Ends[],
  previousRuns: PreviousEnds,
  { toX }: Timeline,
  edited = 0,
): number {
  return roundEnd(Math.max(toX(lastStepOf(live, edited)), lastOf(previousRuns)) || 1)
}
