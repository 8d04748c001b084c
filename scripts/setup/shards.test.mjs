import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseManifest } from '../../src/data/manifest'
import { sha256 } from './fetchPackage.mjs'
import { writeShards } from './shards.mjs'

let folder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shards-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const images = (count, from) => ({
  images: Uint8Array.from({ length: count * 6 }, (_, i) => from + i),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
})

it('writes shards that the page understands', async () => {
  const set = {
    shape: [2, 1, 3],
    classes: ['a', 'b', 'c'],
    shardImages: 4,
    train: images(10, 0),
    test: images(3, 100),
  }
  const progress = []
  await writeShards(folder, set, 'where it is from', (done, all) => progress.push(`${done}/${all}`))
  const text = await readFile(join(folder, 'manifest.json'), 'utf8')
  const manifest = parseManifest(text, 'Tiny')

  expect(manifest.counts).toEqual({ train: 10, test: 3 })
  expect(manifest.shards.map(({ file, first, count }) => [file, first, count])).toEqual([
    ['train-000.bin', 0, 4],
    ['train-001.bin', 4, 4],
    ['train-002.bin', 8, 2],
    ['test-000.bin', 0, 3],
  ])
  expect(progress).toEqual(['1/4', '2/4', '3/4', '4/4'])

  const stored = await readFile(join(folder, 'train-001.bin'))
  const bytes = gunzipSync(stored)
  expect([...bytes]).toEqual([
    ...set.train.images.subarray(24, 48),
    ...set.train.labels.subarray(4, 8),
  ])
  const { sha256: expected, storedBytes } = manifest.shards[1]
  expect(sha256(bytes)).toBe(expected)
  expect(stored.length).toBe(storedBytes)
})
