import type { SessionSnapshot } from '../../worker/protocol'
import type { StoreContext } from '../store/context'
import { isLive } from './session'

/**
 * Weights and optimizer state of all runs that are still training, as they are now; the last
 * snapshot where the worker is gone, and null where there is none.
 */
export async function takeSnapshot(context: StoreContext): Promise<SessionSnapshot | null> {
  const { get, client, recovery } = context
  if (!isLive(get().session) || recovery.isCatchingUp) return recovery.snapshot
  const answer = recovery.next()
  client.send({ type: 'snapshot' })
  return answer
}
