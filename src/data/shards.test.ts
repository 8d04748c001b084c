import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DataError, type DataProgress } from './datasetLoader'
import { FOLDER, label, packedSet, pixel, serve } from './packedSet.fixture'
import { fetchManifest, loadShards } from './shards'
import { openShardCache, type ShardCache } from './shardCache'

const request = { folder: FOLDER, label: 'Tiny', cache: openShardCache(undefined) }
let set: ReturnType<typeof packedSet>

beforeEach(() => {
  set = packedSet()
})
afterEach(() => {
  vi.unstubAllGlobals()
})

async function load(count: number, more: Partial<typeof request & { cache: ShardCache }> = {}) {
  const all = { ...request, ...more }
  return loadShards(await fetchManifest(all), 'train', count, all)
}

/** Of all training shards. */
const storedBytes = () =>
  set.manifest.shards
    .filter(({ split }) => split === 'train')
    .reduce((sum, shard) => sum + shard.storedBytes, 0)

function noted() {
  const progress: DataProgress[] = []
  return { progress, onProgress: (one: DataProgress) => progress.push(one) }
}

const flipByte = (bytes: Uint8Array<ArrayBuffer>) => {
  const plain = new Uint8Array(gunzipSync(bytes))
  plain[5]! ^= 1
  return plain
}

describe('loadShards', () => {
  it('gives images and labels in file order, from the shards that hold them only', async () => {
    const asked = serve(set)
    const { images, labels, count } = await load(5)
    expect(count).toBe(5)
    expect([...labels]).toEqual([0, 1, 2, 3, 0])
    expect([...images]).toEqual(
      [0, 1, 2, 3, 4].flatMap((image) => [0, 1, 2, 3].map((i) => pixel(image, i))),
    )
    expect(asked.map(({ file }) => file)).toEqual([
      'manifest.json',
      'train-000.bin',
      'train-001.bin',
    ])
  })

  it('loads the test set from its own shards', async () => {
    serve(set)
    const { labels } = await loadShards(await fetchManifest(request), 'test', 3, request)
    expect([...labels]).toEqual([label(100), label(101), label(102)])
  })

  it('takes shards that the server has decompressed already', async () => {
    serve(set, (file) => {
      const stored = set.files.get(file)
      return stored && new Response(new Uint8Array(gunzipSync(stored)))
    })
    const { progress, onProgress } = noted()
    const { labels } = await load(8, { onProgress } as object)
    expect([...labels]).toEqual([0, 1, 2, 3, 0, 1, 2, 3])
    expect(progress.at(-1)!.loaded).toBe(storedBytes())
    expect(Math.max(...progress.map(({ loaded }) => loaded))).toBe(storedBytes())
  })

  it('reports bytes that only become more, up to all of them', async () => {
    serve(set)
    const { progress, onProgress } = noted()
    await load(8, { onProgress } as object)
    const loaded = progress.map((one) => one.loaded)
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b))
    expect(progress.at(-1)).toEqual({ loaded: storedBytes(), total: storedBytes() })
  })

  it('fetches a damaged shard once more, past the caches of the browser', async () => {
    const asked = serve(set, (file, before) =>
      file === 'train-001.bin' && before === 0
        ? new Response(flipByte(set.files.get(file)!))
        : undefined,
    )
    expect([...(await load(6)).labels]).toEqual([0, 1, 2, 3, 0, 1])
    const fetches = asked.filter(({ file }) => file === 'train-001.bin')
    expect(fetches.map(({ cache }) => cache)).toEqual(['default', 'reload'])
  })

  it.each([
    ['one flipped byte', flipByte, /train-001\.bin is damaged: its check-sum/],
    [
      'a byte too few',
      (bytes: Uint8Array) => new Uint8Array(gunzipSync(bytes)).slice(0, -1),
      /train-001\.bin is too short: 14 bytes instead of 15/,
    ],
    [
      'half of a file',
      (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, bytes.length / 2),
      /train-001\.bin is damaged or cut short/,
    ],
  ])('refuses %s that stays, and names the file', async (_, damage, message) => {
    serve(set, (file) =>
      file === 'train-001.bin' ? new Response(damage(set.files.get(file)!)) : undefined,
    )
    const loading = load(6)
    await expect(loading).rejects.toThrow(DataError)
    await expect(loading).rejects.toThrow(message)
  })

  it.each([
    [404, /train-000\.bin of Tiny is missing/],
    [500, /did not hand out train-000\.bin \(status 500\)/],
  ])('has a sentence for status %i', async (status, message) => {
    serve(set, (file) => (file === 'train-000.bin' ? new Response('', { status }) : undefined))
    await expect(load(1)).rejects.toThrow(message)
  })

  it('has a sentence for a line that breaks in the middle of a file', async () => {
    const half = () =>
      new ReadableStream({
        start: (stream) => stream.enqueue(Uint8Array.from([1])),
        pull: (stream) => stream.error(new TypeError('network error')),
      })
    serve(set, (file) => (file === 'train-000.bin' ? new Response(half()) : undefined))
    await expect(load(1)).rejects.toThrow(/train-000\.bin did not arrive.*network/)
  })

  it('passes an abort on as such', async () => {
    const abort = new AbortController()
    serve(set, () => {
      abort.abort()
      return undefined
    })
    const loading = load(1, { signal: abort.signal } as object)
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('refuses more images than there are', async () => {
    serve(set)
    await expect(load(9)).rejects.toThrow('Tiny has 8 train images, not 9.')
  })
})

describe('fetchManifest', () => {
  it('says what to do where the set is not there yet', async () => {
    serve(set, () => new Response('', { status: 404 }))
    await expect(fetchManifest(request)).rejects.toThrow(/Tiny is not there.*still being packed/)
  })
})

describe('with the cache of the browser', () => {
  it('fetches a shard once for two visits', async () => {
    const storage = memoryStorage()
    const cache = openShardCache(storage)
    const asked = serve(set)
    await load(8, { cache })
    await kept(storage, 4)
    const second = await load(8, { cache })
    expect([...second.labels]).toEqual([0, 1, 2, 3, 0, 1, 2, 3])
    expect(asked.filter(({ file }) => file === 'train-000.bin')).toHaveLength(1)
  })

  it('fetches again what has been damaged in the cache', async () => {
    const storage = memoryStorage()
    const cache = openShardCache(storage)
    const asked = serve(set)
    await load(3, { cache })
    await kept(storage, 2)
    for (const key of storage.entries.keys()) storage.entries.set(key, Uint8Array.from([1, 2, 3]))
    expect([...(await load(3, { cache })).labels]).toEqual([0, 1, 2])
    expect(asked.filter(({ file }) => file === 'train-000.bin')).toHaveLength(2)
  })

  it('forgets shards of an older version of the set, and nothing else', async () => {
    const storage = memoryStorage()
    const elsewhere = 'http://host/other/train-000.bin?sha256=1'
    storage.entries.set(`${FOLDER}train-000.bin?sha256=old`, Uint8Array.from([1]))
    storage.entries.set(elsewhere, Uint8Array.from([1]))
    serve(set)
    await load(3, { cache: openShardCache(storage) })
    await expect
      .poll(() => [...storage.entries.keys()].sort())
      .toEqual(
        [
          elsewhere,
          `${FOLDER}manifest.json`,
          `${FOLDER}train-000.bin?sha256=${set.manifest.shards[0]!.sha256}`,
        ].sort(),
      )
  })

  it.each([
    ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a page that asks to sign in', () => new Response('<h1>Welcome to the hotel</h1>')],
  ])('needs nothing but what was kept where there is %s', async (_, answer) => {
    const storage = memoryStorage()
    const cache = openShardCache(storage)
    serve(set)
    await load(8, { cache })
    await kept(storage, 4)
    const asked = serve(set, answer)
    expect([...(await load(8, { cache })).labels]).toEqual([0, 1, 2, 3, 0, 1, 2, 3])
    expect(asked.map(({ file }) => file)).toEqual(['manifest.json'])
  })

  it('says how many examples are here where the others cannot be fetched', async () => {
    const cache = openShardCache(memoryStorage())
    serve(set)
    await load(4, { cache })
    const noNetwork = () => Promise.reject(new TypeError('Failed to fetch'))
    serve(set, noNetwork)
    await expect(load(8, { cache })).rejects.toThrow(
      /^Of Tiny, the first 6 examples are on this machine, not all 8, .* choose 6 examples\.$/,
    )
    const tests = loadShards(set.manifest as never, 'test', 3, { ...request, cache })
    await expect(tests).rejects.toThrow(/^The test images of Tiny are not all on this machine/)
    const other = loadShards(set.manifest as never, 'train', 8, request)
    await expect(other).rejects.toThrow(/^Tiny is not on this machine, .* spirals/)
  })

  it('waits for nothing that is kept', async () => {
    const put = vi.fn(() => new Promise<void>(() => undefined))
    serve(set)
    const { count } = await load(8, { cache: openShardCache(memoryStorage({ put })) })
    expect(count).toBe(8)
    await expect.poll(() => put.mock.calls.length).toBe(4)
  })

  it('follows a newer manifest of the server', async () => {
    const cache = openShardCache(memoryStorage())
    serve(set)
    await fetchManifest({ ...request, cache })
    const newer = { ...set.manifest, classes: ['w', 'x', 'y', 'z'] }
    serve({ ...set, manifest: newer })
    expect((await fetchManifest({ ...request, cache })).classes).toEqual(newer.classes)
  })

  it('says what the server said where the kept manifest is of no use', async () => {
    const storage = memoryStorage()
    storage.entries.set(`${FOLDER}manifest.json`, Uint8Array.from([1, 2, 3]))
    serve(set, () => Promise.reject(new TypeError('Failed to fetch')))
    const fetching = fetchManifest({ ...request, cache: openShardCache(storage) })
    await expect(fetching).rejects.toThrow(/^Tiny is not on this machine, and the server gives no/)
  })

  it('does without where the cache is full or forbidden, and tells of the former', async () => {
    const noRoom = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
    const full = memoryStorage({ put: noRoom })
    const forbidden = { open: () => Promise.reject(new Error('SecurityError')) }
    for (const storage of [full, forbidden as unknown as CacheStorage]) {
      serve(set)
      const onFull = vi.fn()
      const { labels } = await load(8, { cache: openShardCache(storage, onFull) })
      expect([...labels]).toEqual([0, 1, 2, 3, 0, 1, 2, 3])
      await expect.poll(() => onFull.mock.calls.length > 0).toBe(storage === full)
    }
  })
})

/** Waits until so many files are kept: nobody else waits for that. */
const kept = (storage: ReturnType<typeof memoryStorage>, files: number) =>
  expect.poll(() => storage.entries.size).toBe(files)

/** As much of CacheStorage as is used, over a map. */
function memoryStorage(override: Partial<Cache> = {}) {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>()
  const cache = {
    match: async (key: string) => (entries.has(key) ? new Response(entries.get(key)!) : undefined),
    put: async (key: string, response: Response) => {
      entries.set(key, new Uint8Array(await response.arrayBuffer()))
    },
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    delete: async ({ url }: Request) => entries.delete(url),
    ...override,
  }
  return { open: async () => cache, entries } as unknown as CacheStorage & {
    entries: typeof entries
  }
}
