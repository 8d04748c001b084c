import { paceOf } from '../../state/session/pace'
import type { PlaygroundState } from '../../state/types'

/**
 * Ten drawings a second, and what the browser does to paint them, take about a core; where the same
 * cores train, these are steps that are not done (bench/README.md, the page against its engine).
 */
const ON_THE_CORES_MS = 250
const AT_ONCE_MS = 0

/**
 * Shortest time between two drawings while it trains. At a pace every step is there to be watched,
 * and the cores have time left.
 */
export function drawEveryMs({
  session,
  experiment,
}: Pick<PlaygroundState, 'session' | 'experiment'>): number {
  const name = session.backend?.name
  const isOnTheCores = name === 'wasm' || name === 'cpu'
  return isOnTheCores && paceOf(experiment) === null ? ON_THE_CORES_MS : AT_ONCE_MS
}
