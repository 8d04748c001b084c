import type { Session } from '../../state/session/session'

/**
 * Ten drawings a second, and what the browser does to paint them, take about a core; where the same
 * cores train, these are steps that are not done (bench/README.md, the page against its engine).
 */
const ON_THE_CORES_MS = 250
const ON_A_DEVICE_MS = 0

/** Shortest time between two drawings while it trains. */
export function drawEveryMs({ backend }: Pick<Session, 'backend'>): number {
  return backend?.name === 'wasm' || backend?.name === 'cpu' ? ON_THE_CORES_MS : ON_A_DEVICE_MS
}
