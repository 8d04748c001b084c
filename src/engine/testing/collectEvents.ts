import type { SessionEvent } from '../../worker/protocol'

type EventType = SessionEvent['type']
type EventOf<T extends EventType> = Extract<SessionEvent, { type: T }>

/** What a session under test says, by type. */
export interface CollectedEvents {
  /** To be given to the session. */
  readonly emit: (event: SessionEvent) => void
  /** Calls `handle` with each event of this type that comes from now on. */
  readonly on: <T extends EventType>(type: T, handle: (event: EventOf<T>) => void) => void
  /** What `pick` makes of the events of this type: an array that grows. */
  readonly gather: <T extends EventType, V>(
    type: T,
    pick: (event: EventOf<T>) => readonly V[],
  ) => readonly V[]
  /** The next event of this type; rejects where the session fails before. */
  readonly next: <T extends EventType>(type: T) => Promise<EventOf<T>>
}

export function collectEvents(): CollectedEvents {
  const listeners = new Set<(event: SessionEvent) => void>()
  const isOf = <T extends EventType>(event: SessionEvent, type: T): event is EventOf<T> =>
    event.type === type
  const on: CollectedEvents['on'] = (type, handle) => {
    listeners.add((event) => {
      if (isOf(event, type)) handle(event)
    })
  }
  return {
    on,
    emit: (event) => listeners.forEach((listener) => listener(event)),
    gather: (type, pick) => {
      const gathered: ReturnType<typeof pick>[number][] = []
      on(type, (event) => gathered.push(...pick(event)))
      return gathered
    },
    next: (type) =>
      new Promise((resolve, reject) => {
        const listener = (event: SessionEvent) => {
          if (isOf(event, type)) resolve(event)
          else if (event.type === 'failed') reject(new Error(`${event.sentence} ${event.detail}`))
          else return
          listeners.delete(listener)
        }
        listeners.add(listener)
      }),
  }
}
