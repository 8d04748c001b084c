/** A small data set as the set-up would have packed it, and a server for it. For tests. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { vi } from 'vitest'
import type { Shard } from './manifest'

export const FOLDER = 'http://host/some/path/data/tiny/'
const SHAPE = [2, 2, 1]
const PER_SHARD = 3

export const pixel = (image: number, i: number) => (17 * image + i) % 256
export const label = (image: number) => image % 4

/** 8 training images in three shards, 3 test images in one. */
export function packedSet() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const shards: Shard[] = []
  for (const [split, total, offset] of [
    ['train', 8, 0],
    ['test', 3, 100],
  ] as const) {
    for (let first = 0; first < total; first += PER_SHARD) {
      const count = Math.min(PER_SHARD, total - first)
      const numbers = Array.from({ length: count }, (_, i) => offset + first + i)
      const bytes = Uint8Array.from([
        ...numbers.flatMap((image) => [0, 1, 2, 3].map((i) => pixel(image, i))),
        ...numbers.map(label),
      ])
      const stored = new Uint8Array(gzipSync(bytes))
      const file = `${split}-00${first / PER_SHARD}.bin`
      files.set(file, stored)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const sizes = { bytes: bytes.length, storedBytes: stored.length }
      shards.push({ file, split, first, count, ...sizes, sha256 })
    }
  }
  const manifest = {
    format: 1,
    source: 'a test',
    shape: SHAPE,
    classes: ['a', 'b', 'c', 'd'],
    counts: { train: 8, test: 3 },
    shards,
  }
  return { manifest, files }
}

export interface Served {
  readonly file: string
  readonly cache: RequestCache | undefined
}

/**
 * Replaces `fetch` by a server of this set. `answer` may take over: it is asked first, with the
 * file and how often it has been asked for before.
 * @returns what is asked for, in order
 */
export function serve(
  { manifest, files }: ReturnType<typeof packedSet>,
  answer: (file: string, before: number) => Response | Promise<Response> | undefined = () =>
    undefined,
): Served[] {
  const asked: Served[] = []
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const file = url.slice(FOLDER.length)
    const before = asked.filter((entry) => entry.file === file).length
    asked.push({ file, cache: init?.cache })
    init?.signal?.throwIfAborted()
    const special = answer(file, before)
    if (special) return special
    if (file === 'manifest.json') return new Response(JSON.stringify(manifest))
    const bytes = url.startsWith(FOLDER) ? files.get(file) : undefined
    return bytes ? new Response(bytes) : new Response('Not found', { status: 404 })
  })
  return asked
}
