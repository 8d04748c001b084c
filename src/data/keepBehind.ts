import type { ShardCache } from './shardCache'

/** So many shards may wait to be kept; more would fill the memory. */
const MOST = 8

/** Keeps shards while training goes on without waiting for it. */
export function createKeeping(cache: ShardCache) {
  const underWay = new Set<Promise<void>>()
  return {
    /** Resolves when the next one may come. */
    put: async (key: string, bytes: Uint8Array<ArrayBuffer>) => {
      const one = cache.put(key, bytes).finally(() => underWay.delete(one))
      underWay.add(one)
      if (underWay.size >= MOST) await Promise.race(underWay)
    },
    /** Resolves when all that were given are kept. */
    done: async () => {
      await Promise.all(underWay)
    },
  }
}
