import type { SessionSnapshot } from '../../worker/protocol'
import type { StoreContext } from '../store/context'

/**
 * Weights and optimizer state of all runs that are still training, as they are now; the last
 * snapshot where the worker is gone, and null where there is none.
 */
export async function takeSnapshot(context: StoreContext): Promise<SessionSnapshot | null> {
  const { get, client, recovery } = context
  const { phase } = get()
  const isLive = phase === 'ready' || phase === 'training' || phase === 'paused'
  if (!isLive || recovery.isCatchingUp) return recovery.snapshot
  const answer = recovery.next()
  client.send({ type: 'snapshot' })
  return answer
}
