import { isOnCores } from '../../state/session/onCores'
import { paceOf } from '../../state/session/pace'
import type { PlaygroundState } from '../../state/types'

/**
 * Ten drawings a second, and what the browser does to paint them, take about a core; where the same
 * cores train, these are steps that are not done (bench/README.md, the page against its engine). The worker
 * tells of its steps there a little less often than that, so that what it tells is drawn at once.
 */
const ON_THE_CORES_MS = 230
const AT_ONCE_MS = 0

/**
 * From asking for a drawing until it is on the screen, where it is slow. Drawn again at once, it would leave
 * no time for what is pressed: the page then draws for a third of the time (bench/README.md, slow
 * lines and slow machines).
 */
export const SLOW_MS = 250
const TIMES_AS_LONG = 3
const LONGEST_MS = 2000

/**
 * Charts that take turns have a frame each, so that none is long, and each costs the browser the same work
 * around it: with five frames the page took a tenth to a quarter more of the cores than with one
 * (bench/README.md, the page against its engine). Where a drawing is quick they come together; apart, the
 * first of them takes less than half as long, which is why the one limit is far from the other.
 */
const QUICK_APART_MS = 60
const QUICK_TOGETHER_MS = 150

/**
 * Whether the next drawing is made in turns.
 * @param wasInTurns the last one was
 * @param tookMs as for `drawEveryMs`
 */
export const drawsInTurns = (wasInTurns: boolean, tookMs: number): boolean =>
  tookMs > (wasInTurns ? QUICK_APART_MS : QUICK_TOGETHER_MS)

/**
 * Shortest time between two drawings while it trains. At a pace every step is there to be watched,
 * and the cores have time left.
 * @param tookMs from asking for the last drawing until it was on the screen
 */
export function drawEveryMs(
  { session, experiment }: Pick<PlaygroundState, 'session' | 'experiment'>,
  tookMs: number,
): number {
  const pace = isOnCores(session) && paceOf(experiment) === null ? ON_THE_CORES_MS : AT_ONCE_MS
  if (tookMs <= SLOW_MS) return pace
  return Math.max(pace, Math.min(LONGEST_MS, TIMES_AS_LONG * tookMs))
}
