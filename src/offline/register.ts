/** The page's side of the service worker; fetched when nobody waits for anything. */
import { FORGET_OLD_VERSIONS, SKIP_WAITING } from './messages'

/** The browser looks for a new version at each visit; a page that stays open asks by itself. */
const LOOK_EVERY_MS = 60 * 60_000

export interface PageVersion {
  /** Absolute address of the page's folder, ending in a slash. */
  readonly folder: string
  /** @param reload into the new version */
  readonly onNewVersion: (reload: () => void) => void
}

/**
 * Keeps the page for visits without a network, and tells of newer versions. (workbox-window would
 * tell of the first one that is found alone, and of none after one that did not arrive whole.)
 */
export async function keepPage({ folder, onNewVersion }: PageVersion): Promise<void> {
  const registration = await navigator.serviceWorker.register(`${folder}serviceWorker.js`, {
    scope: folder,
  })
  const tell = () => onNewVersion(() => reloadInto(registration))
  // What waits beside no other is the first version, on its way to work.
  if (registration.waiting && registration.active) tell()
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed' && registration.active) tell()
    })
  })
  registration.active?.postMessage({ type: FORGET_OLD_VERSIONS })
  // Without a network there is nothing to learn.
  setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS)
}

/** Only this tab: others go on with what they have until they are reloaded themselves. */
function reloadInto({ waiting }: ServiceWorkerRegistration): void {
  // Another tab has asked for it already.
  if (!waiting) return location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
  waiting.postMessage({ type: SKIP_WAITING })
}
