import { holdFile } from '../../offline/openTabs'
import type { usePlayground } from '../store/store'
import { notify } from '../store/notify'
import { trainsOnCores } from '../session/onCores'
import { pageFolder } from '../session/sendLoad'
import { isQuiet } from './quiet'

/** Nothing has been loading for so long: what the person waits for is here. */
const QUIET_SECONDS = 3
/**
 * Training on the processor is not disturbed for so long: fetching and keeping the files takes about two
 * seconds of a core, and training did half of its steps in the meantime.
 */
const PATIENCE_SECONDS = 60

const NEW_VERSION =
  'A new version of this page is ready. It comes with a reload, whenever you like: what has been ' +
  'trained is kept, and goes on from there.'

/**
 * Keeps the page's own files for visits without a network, once nobody waits for anything: not in
 * development, nor for the page of somebody else. Best effort: without it the page needs a network.
 * @param ownFile absolute address of a file of this version whose name no other version has
 */
export function keepForOffline(store: typeof usePlayground, ownFile: string): void {
  if (!import.meta.env.PROD) return
  // Every tab, at once: another one may have registered the service worker that this one has its parts
  // from. Locks are absent in insecure contexts, as the service worker is.
  const locks = navigator.locks as LockManager | undefined
  if (locks) holdFile(ownFile, locks)
  if (!isWanted(store.getState().experiment.embed)) return
  let [quiet, seconds] = [0, 0]
  const timer = setInterval(() => {
    const { session } = store.getState()
    quiet = isQuiet(session) ? quiet + 1 : 0
    seconds++
    if (quiet < QUIET_SECONDS || (trainsOnCores(session) && seconds < PATIENCE_SECONDS)) return
    clearInterval(timer)
    register().catch((error: unknown) => console.warn(error))
  }, 1000)
}

async function register(): Promise<void> {
  const { keepPage } = await import('../../offline/register')
  await keepPage({
    folder: pageFolder(),
    onNewVersion: (reload) => notify('info', NEW_VERSION, { label: 'Reload', run: reload }),
  })
}

function isWanted(isEmbedded: boolean): boolean {
  // Absent in insecure contexts, whatever its type says.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!container || isEmbedded || window.parent !== window) return false
  // Who saves data is not sent what may never be needed; what is kept stays up to date.
  return !savesData() || container.controller !== null
}

const savesData = () =>
  (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData ===
  true
