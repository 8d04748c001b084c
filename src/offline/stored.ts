/** What this browser has kept of the page and of its data, in caches of the Cache API. */

/**
 * Bytes of the files below some addresses, in one pass over all caches.
 * @param folders absolute addresses; a file counts for the first that it is below
 */
export async function bytesBelow(
  caches: CacheStorage,
  folders: readonly string[],
): Promise<number[]> {
  const sums = folders.map(() => 0)
  await eachFile(caches, async (cache, request) => {
    const at = folders.findIndex((folder) => request.url.startsWith(folder))
    const response = at < 0 ? undefined : await cache.match(request)
    if (response) sums[at]! += (await response.blob()).size
  })
  return sums
}

export const deleteBelow = (caches: CacheStorage, folder: string): Promise<void> =>
  eachFile(caches, async (cache, request) => {
    if (request.url.startsWith(folder)) await cache.delete(request)
  })

async function eachFile(
  caches: CacheStorage,
  act: (cache: Cache, request: Request) => Promise<void>,
): Promise<void> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) await act(cache, request)
  }
}
