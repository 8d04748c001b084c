/**
 * Numbers reach the page a few times a second, however often they are made: a small model that is
 * evaluated with every step would otherwise send hundreds of messages, and leave the page no time
 * to draw. Everything else goes at once, after the numbers that came before it.
 */
import type { RunId } from '../../spec/runId'
import type { SessionEvent } from '../../worker/protocol'

type EventOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>

/** The first numbers after a while go at once, others together with those of this time. */
export const POST_EVERY_MS = 100

export function createEventBatch(
  post: (event: SessionEvent) => void,
  now: () => number = () => performance.now(),
): (event: SessionEvent) => void {
  let metrics: EventOf<'metrics'> | null = null
  let evaluations: EventOf<'evaluations'> | null = null
  /** The page keeps the last look at each run. */
  const inspections = new Map<RunId, EventOf<'inspection'>>()
  let lastPost = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  const postNumbers = () => {
    clearTimeout(timer)
    timer = undefined
    const waiting = [metrics, evaluations, ...inspections.values()]
    metrics = evaluations = null
    inspections.clear()
    let isAny = false
    for (const event of waiting) {
      if (!event) continue
      post(event)
      isAny = true
    }
    if (isAny) lastPost = now()
  }

  const gather = (event: EventOf<'metrics' | 'evaluations' | 'inspection'>) => {
    if (event.type === 'inspection') inspections.set(event.inspection.run, event)
    else if (event.type === 'metrics')
      metrics = { ...event, blocks: [...(metrics?.blocks ?? []), ...event.blocks] }
    else
      evaluations = {
        ...event,
        evaluations: [...(evaluations?.evaluations ?? []), ...event.evaluations],
      }
    const left = lastPost + POST_EVERY_MS - now()
    // A worker that trains may not come to its timers in time.
    if (left <= 0) postNumbers()
    else timer ??= setTimeout(postNumbers, left)
  }

  return (event) => {
    if (event.type === 'metrics' || event.type === 'evaluations' || event.type === 'inspection')
      return gather(event)
    postNumbers()
    post(event)
  }
}
