/**
 * Tells the other tabs of this page that something was deleted or renamed: there may be room now,
 * or a record may be gone. Only to be quick: what a record holds is looked up in each write.
 */
const NAME = 'alig-playground.saved'

/** Missing in some embedded browsers, whatever its type says. */
const Channel = globalThis.BroadcastChannel as typeof BroadcastChannel | undefined

const channel = Channel ? new Channel(NAME) : null

export function tellOthers(): void {
  channel?.postMessage('changed')
}

export function onToldByOthers(listen: () => void): void {
  channel?.addEventListener('message', listen)
}
