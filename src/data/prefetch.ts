import type { DataRequest } from './datasetLoader'
import { download } from './fetchBytes'
import { fetchManifest } from './shards'
import { cacheKey, openShardCache, type ShardCache } from './shardCache'

/** Whether the person at the browser has asked it to save data. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  return connection?.saveData === true
}

export interface PrefetchSetup extends Pick<DataRequest, 'baseUrl' | 'signal' | 'onStorageFull'> {
  readonly id: string
  readonly label: string
  readonly cache?: ShardCache
}

/**
 * Puts the shards of a data set that are not in the browser's cache yet into it, one after the
 * other, so that more examples are at hand when they are asked for. Nothing is checked here:
 * whoever takes a shard from the cache checks it. Any trouble ends it in silence.
 * @returns how many shards were fetched
 */
export async function prefetchShards(setup: PrefetchSetup): Promise<number> {
  if (savesData()) return 0
  const { baseUrl, id, label, signal } = setup
  const cache = setup.cache ?? openShardCache(undefined, setup.onStorageFull)
  const folder = new URL(`data/${id}/`, baseUrl).href
  let fetched = 0
  try {
    const { shards } = await fetchManifest({ folder, label, signal })
    for (const { file, sha256 } of shards) {
      signal?.throwIfAborted()
      const key = cacheKey(folder + file, sha256)
      if (await cache.get(key)) continue
      const bytes = await download(folder + file, { signal, missing: file })
      await cache.put(key, bytes)
      // Without a cache that keeps them, fetching the rest would be for nothing.
      if (!(await cache.get(key))) break
      fetched++
    }
  } catch {
    return fetched
  }
  return fetched
}
