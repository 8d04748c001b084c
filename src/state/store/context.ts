import type { TrainingClient } from '../../worker/client'
import type { Notice, PlaygroundState } from '../types'
import type { Recovery } from '../session/recovery'
import type { Session } from '../session/session'
import type { SeriesStore } from '../series/series'

/** What actions and event handlers work on. */
export interface StoreContext {
  readonly get: () => PlaygroundState
  readonly set: (patch: Partial<PlaygroundState>) => void
  readonly client: Pick<TrainingClient, 'send'>
  readonly series: SeriesStore
  readonly recovery: Recovery
}

/** Changes what is known of the session. */
export function setSession({ get, set }: StoreContext, changes: Partial<Session>): void {
  set({ session: { ...get().session, ...changes } })
}

let nextNotice = 1

type Offer = Pick<Notice, 'undo' | 'action'>

export function makeNotice(kind: Notice['kind'], text: string, offer: Offer = {}): Notice {
  return { id: nextNotice++, kind, text, ...offer }
}

/** Shows a notice; one that says the same is replaced rather than repeated. */
export function addNotice(
  { get, set }: StoreContext,
  kind: Notice['kind'],
  text: string,
  offer?: Offer,
): void {
  const others = get().notices.filter((notice) => notice.text !== text)
  set({ notices: [...others, makeNotice(kind, text, offer)] })
}
