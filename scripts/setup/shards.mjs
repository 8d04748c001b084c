import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { sha256 } from './fetchPackage.mjs'

const compress = promisify(gzip)

/** Version of the manifest and shard format that the page understands. */
const FORMAT = 1

/**
 * Writes a data set as shards and a manifest. A shard is a gzip of the uint8 images [count,
 * height, width, channels] followed by their uint8 labels. The files are called `.bin`
 * because some servers treat `.gz` in their own way.
 * @param {string} folder
 * @param {import('./sources.mjs').Unpacked} set
 * @param {string} fingerprint of the source; written into the manifest
 * @param {(done: number, all: number) => void} onProgress in shards
 */
export async function writeShards(folder, set, fingerprint, onProgress) {
  const plans = ['train', 'test'].flatMap((split) =>
    splitEvenly(set[split].labels.length, set.shardImages).map(({ first, count }, index) => ({
      file: `${split}-${String(index).padStart(3, '0')}.bin`,
      split,
      first,
      count,
    })),
  )
  const shards = []
  for (const plan of plans) {
    shards.push(await writeShard(folder, set, plan))
    onProgress(shards.length, plans.length)
  }
  const manifest = {
    format: FORMAT,
    source: fingerprint,
    shape: set.shape,
    classes: set.classes,
    counts: { train: set.train.labels.length, test: set.test.labels.length },
    shards,
  }
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n')
}

async function writeShard(folder, set, { file, split, first, count }) {
  const [height, width, channels] = set.shape
  const size = height * width * channels
  const { images, labels } = set[split]
  const bytes = Buffer.concat([
    images.subarray(first * size, (first + count) * size),
    labels.subarray(first, first + count),
  ])
  const stored = await compress(bytes, { level: 9 })
  await writeFile(join(folder, file), stored)
  return {
    file,
    split,
    first,
    count,
    bytes: bytes.length,
    storedBytes: stored.length,
    sha256: sha256(bytes),
  }
}

function splitEvenly(total, size) {
  return Array.from({ length: Math.ceil(total / size) }, (_, i) => ({
    first: i * size,
    count: Math.min(size, total - i * size),
  }))
}
