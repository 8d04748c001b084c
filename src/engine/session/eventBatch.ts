/**
 * Numbers reach the page a few times a second, however often they are made: a small model that is
 * evaluated with every step would otherwise send hundreds of messages, and leave the page no time
 * to draw. Everything else goes at once, after the numbers that came before it.
 */
import type { WorkerEvent } from '../../worker/protocol'

type Metrics = Extract<WorkerEvent, { type: 'metrics' }>
type Evaluations = Extract<WorkerEvent, { type: 'evaluations' }>

/** The first numbers after a while go at once, others together with those of this time. */
export const POST_EVERY_MS = 100

export function createEventBatch(
  post: (event: WorkerEvent) => void,
  now: () => number = () => performance.now(),
): (event: WorkerEvent) => void {
  let metrics: Metrics | null = null
  let evaluations: Evaluations | null = null
  let lastPost = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  const postNumbers = () => {
    clearTimeout(timer)
    timer = undefined
    const waiting = [metrics, evaluations]
    metrics = evaluations = null
    for (const event of waiting) if (event) post(event)
    lastPost = now()
  }

  const gather = (event: Metrics | Evaluations) => {
    if (event.type === 'metrics')
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
    if (event.type === 'metrics' || event.type === 'evaluations') return gather(event)
    if (metrics ?? evaluations) postNumbers()
    post(event)
  }
}
