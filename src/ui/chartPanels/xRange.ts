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

const lastStep = (series: Ends) =>
  Math.max((series?.endStep ?? 0) - 1, series?.evaluations.at(-1)?.step ?? 0)

/**
 * End of the axis in its unit, a round number. Long earlier runs do not press the current ones to
 * the left edge: they come into sight while these catch up.
 * @param edited step of the last edit: one made while paused has a mark before its step is trained
 */
export function axisEnd(
  live: readonly Ends[],
  previousRuns: readonly { readonly series: Ends; readonly timeline: Timeline }[],
  { toX }: Timeline,
  edited = 0,
): number {
  const now = Math.max(SHORTEST, edited, ...live.map(lastStep))
  const most = toX(Math.max(PREVIOUS_LEAST, PREVIOUS_REACH * now))
  const before = previousRuns.map(({ series, timeline }) => timeline.toX(lastStep(series)))
  // Before the first step no time has passed, and any axis will do.
  return roundEnd(Math.max(toX(now), Math.min(most || Infinity, Math.max(0, ...before))) || 1)
}
