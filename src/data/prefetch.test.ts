import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FOLDER, packedSet, serve } from './packedSet.fixture'
import { prefetchShards } from './prefetch'
import type { ShardCache } from './shardCache'

beforeEach(() => {
  vi.stubGlobal('navigator', {})
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** A cache in memory that holds at most `room` shards. */
function cacheOf(room = Infinity) {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const cache: ShardCache = {
    get: (key) => Promise.resolve(kept.get(key)),
    put: (key, bytes) => {
      if (kept.size < room) kept.set(key, bytes)
      return Promise.resolve()
    },
    keepOnly: () => Promise.resolve(),
  }
  return { cache, kept }
}

const setup = {
  baseUrl: new URL('../../', FOLDER).href,
  id: FOLDER.split('/').at(-2)!,
  label: 'Tiny',
}

describe('prefetchShards', () => {
  it('puts every shard into the cache once', async () => {
    const set = packedSet()
    const asked = serve(set)
    const { cache, kept } = cacheOf()
    const shards = [...set.files.keys()].filter((file) => file.endsWith('.bin'))
    expect(await prefetchShards({ ...setup, cache })).toBe(shards.length)
    expect(kept.size).toBe(shards.length)
    const before = asked.length
    expect(await prefetchShards({ ...setup, cache })).toBe(0)
    expect(asked.slice(before).map(({ file }) => file)).toEqual(['manifest.json'])
  })

  it('stops where the browser keeps nothing, and when the network is gone', async () => {
    const asked = serve(packedSet())
    expect(await prefetchShards({ ...setup, cache: cacheOf(1).cache })).toBe(1)
    expect(asked.filter(({ file }) => file.endsWith('.bin'))).toHaveLength(2)
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    expect(await prefetchShards({ ...setup, cache: cacheOf().cache })).toBe(0)
  })

  it('fetches nothing for somebody who saves data', async () => {
    const asked = serve(packedSet())
    vi.stubGlobal('navigator', { connection: { saveData: true } })
    expect(await prefetchShards({ ...setup, cache: cacheOf().cache })).toBe(0)
    expect(asked).toHaveLength(0)
  })
})
