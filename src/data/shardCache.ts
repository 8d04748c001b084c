/**
 * Keeps stored shards between visits in the browser's Cache API, by their check-sum. Best effort:
 * without the API (insecure contexts have none), without room, or with any other trouble, the
 * data is simply fetched again. Only missing room is told, since people can do something about it.
 */
const NAME = 'alig-playground-data'

export interface ShardCache {
  readonly get: (key: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  readonly put: (key: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  /** Forgets what lies below this address under another key: shards of an older version. */
  readonly keepOnly: (below: string, keys: readonly string[]) => Promise<void>
}

/** Key of a shard: its address, and what has to be in it. */
export const cacheKey = (url: string, sha256: string) => `${url}?sha256=${sha256}`

const isFull = (error: unknown) => error instanceof Error && error.name === 'QuotaExceededError'

/** @param onFull called where the browser has no room for a shard; nothing else is lost by it */
export function openShardCache(
  storage = globalThis.caches as CacheStorage | undefined,
  onFull: () => void = () => undefined,
): ShardCache {
  const attempt = async <T>(work: (cache: Cache) => Promise<T>): Promise<T | undefined> => {
    try {
      return storage && (await work(await storage.open(NAME)))
    } catch (error) {
      if (isFull(error)) onFull()
      return undefined
    }
  }
  return {
    get: (key) =>
      attempt(async (cache) => {
        const response = await cache.match(key)
        return response && new Uint8Array(await response.arrayBuffer())
      }),
    put: async (key, bytes) => {
      await attempt((cache) => cache.put(key, new Response(bytes)))
    },
    keepOnly: async (below, keys) => {
      await attempt(async (cache) => {
        const wanted = new Set(keys)
        const old = (await cache.keys()).filter(
          ({ url }) => url.startsWith(below) && !wanted.has(url),
        )
        await Promise.all(old.map((request) => cache.delete(request)))
      })
    },
  }
}
