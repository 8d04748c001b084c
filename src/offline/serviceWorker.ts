/**
 * Answers for the files of the page once they are all here, so that it opens without a network. A
 * version is fetched whole or not at all, waits until it is asked for (or no tab is open), and data
 * are left to the worker that trains, which keeps them by their check-sums (data/shardCache.ts).
 */
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { isTheFile } from './isTheFile'
import { heldFiles } from './openTabs'
import { FORGET_OLD_VERSIONS, SKIP_WAITING } from './messages'
import { cacheNameOf, forgetOldVersions, strangers } from './versions'

declare const self: ServiceWorkerGlobalScope

/** The build writes the list of files here. */
const files = self.__WB_MANIFEST
const { scope } = self.registration
const cacheName = cacheNameOf(scope, files)
const addressOf = (path: string) => new URL(path, scope).href

const version = new PrecacheController({
  cacheName,
  plugins: [
    {
      // Without one file the installation fails, and the version before stays.
      cacheWillUpdate: async ({ request, response }) =>
        isTheFile(request.url, response) ? response : null,
    },
  ],
})
// Not precache(), which would listen to the installation as well.
version.addToCacheList(files)

self.addEventListener('install', (event) => event.waitUntil(install(event)))

async function install(event: ExtendableEvent): Promise<void> {
  await version.install(event)
  const page = await version.matchPrecache(addressOf('index.html'))
  const mixed = strangers((await page?.text()) ?? '', (path) =>
    version.getURLsToCacheKeys().has(addressOf(path)),
  )
  if (mixed.length === 0) return
  await caches.delete(cacheName)
  throw new Error(`The page is of another version than this service worker: it has ${mixed[0]}.`)
}

self.addEventListener('activate', (event) => {
  // The tab of a first visit, too: what it has not loaded yet is here then.
  event.waitUntil(Promise.all([self.clients.claim(), forget()]))
})

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const { type } = (event.data ?? {}) as { readonly type?: unknown }
  if (type === SKIP_WAITING) event.waitUntil(self.skipWaiting())
  if (type === FORGET_OLD_VERSIONS) event.waitUntil(forget())
})

const forget = () =>
  forgetOldVersions({
    ...{ caches, scope, current: cacheName },
    isAnotherComing: () =>
      self.registration.installing !== null || self.registration.waiting !== null,
    openFiles: () => heldFiles(navigator.locks),
  })

// The page itself and its own files alone: below its folder there may be other sites.
registerRoute(new PrecacheRoute(version, { cleanURLs: false, ignoreURLParametersMatching: [/./] }))

// A tab that was opened before an update asks for parts of its own version.
registerRoute(
  ({ url }) => url.href.startsWith(addressOf('assets/')),
  async ({ request }) => (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request),
)
