import { DataError, type DataProgress, type LabelledImages } from './datasetLoader'
import { download, NoAnswer } from './fetchBytes'
import { createKeeping } from './keepBehind'
import { parseManifest, type Manifest, type Shard, type Split } from './manifest'
import { cacheKey, openShardCache, type ShardCache } from './shardCache'
import { MENDING } from './mending'
import { notHere } from './notHere'
import { createShardProgress } from './shardProgress'
import { unpackShard } from './unpack'

/** Requests under way at once: enough to fill a line, few enough to leave it usable. */
const PARALLEL = 4
const PARALLEL_IN_BACKGROUND = 1

export interface ShardRequest {
  /** Absolute address of the folder of the set, ending in a slash. */
  readonly folder: string
  readonly label: string
  readonly onProgress?: ((progress: DataProgress) => void) | undefined
  readonly onStorageFull?: (() => void) | undefined
  readonly signal?: AbortSignal | undefined
  readonly cache?: ShardCache
  /** Nobody waits for it yet: it leaves line and processor to others. */
  readonly inBackground?: boolean
}

const manifestUrl = (folder: string) => `${folder}manifest.json`

/**
 * What the server says now, or else what it said last: shards that were kept are then enough for
 * a visit without a network.
 * @throws DataError with a sentence where neither is there
 */
export async function fetchManifest(request: ShardRequest): Promise<Manifest> {
  const { folder, label, signal } = request
  const url = manifestUrl(folder)
  const cache = request.cache ?? openShardCache()
  const read = (bytes: Uint8Array) => parseManifest(new TextDecoder().decode(bytes), label)
  try {
    const bytes = await download(url, {
      signal,
      cache: 'no-cache',
      missing:
        `${label} is not there: it has no manifest.json. If it is still being packed (the first ` +
        `npm start does that), wait a minute and try again. ${MENDING}`,
    })
    const manifest = read(bytes)
    void cache.put(url, bytes)
    return manifest
  } catch (error) {
    signal?.throwIfAborted()
    const kept = await cache.get(url)
    try {
      if (kept) return read(kept)
    } catch {
      // What was kept is of no use either: what the server said is said.
    }
    throw error instanceof NoAnswer ? notHere({ label, kept: 0 }, error) : error
  }
}

/**
 * The first `count` images of a split. Only the shards that hold them are fetched; each one is
 * checked.
 * @throws DataError with a sentence that names the file
 */
export async function loadShards(
  manifest: Manifest,
  split: Split,
  count: number,
  request: ShardRequest,
): Promise<LabelledImages> {
  const available = manifest.counts[split]
  if (count > available) {
    throw new DataError(`${request.label} has ${available} ${split} images, not ${count}.`)
  }
  const imageBytes = manifest.shape[0] * manifest.shape[1] * manifest.shape[2]
  const images = new Uint8Array(count * imageBytes)
  const labels = new Uint8Array(count)
  const shards = manifest.shards.filter((shard) => shard.split === split && shard.first < count)
  const cache = request.cache ?? openShardCache(undefined, request.onStorageFull)
  const progress = createShardProgress(shards, request.onProgress)
  const keeping = createKeeping(cache)

  const parallel = request.inBackground ? PARALLEL_IN_BACKGROUND : PARALLEL
  await inParallel(shards, parallel, async (shard) => {
    const { bytes, toKeep } = await loadShard(shard, request, cache, (arrived) =>
      progress.add(shard, arrived),
    )
    const used = Math.min(shard.count, count - shard.first)
    images.set(bytes.subarray(0, used * imageBytes), shard.first * imageBytes)
    const from = shard.count * imageBytes
    labels.set(bytes.subarray(from, from + used), shard.first)
    progress.finish(shard)
    if (toKeep) await keeping.put(keyOf(request.folder, shard), toKeep)
  }).catch(async (error: unknown) => {
    if (!(error instanceof NoAnswer)) throw error
    const kept = await keptImages(shards, request.folder, cache)
    throw notHere({ label: request.label, split, wanted: count, kept }, error)
  })
  const wrong = labels.findIndex((label) => label >= manifest.classes.length)
  if (wrong >= 0) throw new DataError(`Image ${wrong} of ${request.label} has no valid label.`)
  const keys = manifest.shards.map((shard) => keyOf(request.folder, shard))
  void keeping
    .done()
    .then(() => cache.keepOnly(request.folder, [manifestUrl(request.folder), ...keys]))
  return { images, labels, count }
}

/** How many images from the start of a split are here already. */
async function keptImages(
  shards: readonly Shard[],
  folder: string,
  cache: ShardCache,
): Promise<number> {
  let kept = 0
  for (const shard of shards) {
    if (!(await cache.get(keyOf(folder, shard)))) break
    kept += shard.count
  }
  return kept
}

const keyOf = (folder: string, { file, sha256 }: Shard) => cacheKey(folder + file, sha256)

/**
 * One shard, checked: from the cache, else the server, else the server past every cache.
 * `toKeep` is what the cache has not got of it.
 */
async function loadShard(
  shard: Shard,
  { folder, label, signal, inBackground = false }: ShardRequest,
  cache: ShardCache,
  onBytes: (bytes: number) => void,
): Promise<{ bytes: Uint8Array; toKeep?: Uint8Array<ArrayBuffer> }> {
  signal?.throwIfAborted()
  const url = folder + shard.file
  const kept = await cache.get(keyOf(folder, shard))
  const fromCache = kept && (await unpackShard(kept, shard).catch(() => undefined))
  if (fromCache) return { bytes: fromCache }

  const fetchWith = (mode: RequestCache) =>
    download(url, {
      signal,
      cache: mode,
      priority: inBackground ? 'low' : 'auto',
      onBytes,
      missing: `The file ${shard.file} of ${label} is missing where the page comes from. ${MENDING}`,
    })
  let stored = await fetchWith('default')
  let bytes = await unpackShard(stored, shard).catch(() => undefined)
  if (!bytes) {
    stored = await fetchWith('reload')
    bytes = await unpackShard(stored, shard)
  }
  return { bytes, toKeep: stored }
}

/** Does `work` for every item, at most `limit` at a time; rejects with the first failure. */
async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker)).catch(
    (error) => {
      queue.length = 0
      throw error
    },
  )
}
