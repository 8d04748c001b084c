/**
 * Tells the other tabs of this page that something was deleted: there may be room now, or a record
 * may be gone. Only to be quick: what a record holds is looked up in each write.
 */
const NAME = 'alig-playground.saved'

/** Missing in some embedded browsers, whatever its type says. */
const Channel = globalThis.BroadcastChannel as typeof BroadcastChannel | undefined

const channel = Channel ? new Channel(NAME) : null

export function tellDeleted(): void {
  channel?.postMessage('deleted')
}

export function onDeletedElsewhere(listen: () => void): void {
  channel?.addEventListener('message', listen)
}
