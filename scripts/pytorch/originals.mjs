/** The packed sets of public/data, back as the files that people have of them. */
import { readFile, rename, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { fromRoot } from '../setup/paths.mjs'

/** Writes MNIST as IDX files: 0, 0, 8, rank, each side big-endian, the bytes. */
export async function writeMnist(folder) {
  for (const [split, prefix] of [
    ['train', 'train'],
    ['test', 't10k'],
  ]) {
    const { images, labels } = await readPacked('mnist', split)
    const path = (name) => join(folder, `${prefix}-${name}`)
    await writeIdx(path('images-idx3-ubyte'), [labels.length, 28, 28], images)
    await writeIdx(path('labels-idx1-ubyte'), [labels.length], labels)
  }
}

async function writeIdx(path, sides, bytes, packed = (file) => file) {
  const header = Buffer.alloc(4 + 4 * sides.length)
  header.writeUInt32BE(0x0800 + sides.length)
  sides.forEach((side, i) => header.writeUInt32BE(side, 4 + 4 * i))
  await writeFile(path, packed(Buffer.concat([header, bytes])))
  return path
}

/** Writes the training images of CIFAR-10 as its binary version: label, red, green, blue. */
export async function writeCifar(folder) {
  const { images, labels } = await readPacked('cifar10', 'train')
  const [perFile, pixels] = [10_000, 1024]
  for (let file = 0; file < 5; file++) {
    const rows = Buffer.alloc(perFile * (1 + 3 * pixels))
    for (let i = 0; i < perFile; i++) {
      const from = (file * perFile + i) * 3 * pixels
      const to = i * (1 + 3 * pixels)
      rows[to] = labels[file * perFile + i]
      for (let p = 0; p < pixels; p++)
        for (let c = 0; c < 3; c++) rows[to + 1 + c * pixels + p] = images[from + 3 * p + c]
    }
    await writeFile(join(folder, `data_batch_${file + 1}.bin`), rows)
  }
}

/**
 * Two gzipped IDX files that the page has never seen: digits cut to 24 x 22, in three colours with
 * the planes first. No test files, so that the end is held out.
 * @returns {Promise<string[]>} their paths
 */
export async function writeOwnIdx(folder) {
  const [count, height, width] = [1000, 24, 22]
  const { images, labels } = await readPacked('mnist', 'train')
  const pixels = Buffer.alloc(count * 3 * height * width)
  for (let i = 0, at = 0; i < count; i++)
    for (const tint of [255, 90 + 10 * labels[i], 40])
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          pixels[at++] = (images[i * 784 + (y + 2) * 28 + x + 3] * tint) >> 8
  return [
    await writeIdx(join(folder, 'own-images.gz'), [count, 3, height, width], pixels, gzipSync),
    await writeIdx(join(folder, 'own-labels.gz'), [count], labels.subarray(0, count), gzipSync),
  ]
}

/**
 * The beginnings of three of CIFAR's batches, one of them for testing.
 * @returns {Promise<string[]>} their paths
 */
export async function writeOwnCifar(folder) {
  await writeCifar(folder)
  const names = ['data_batch_1.bin', 'data_batch_2.bin', 'test_batch.bin']
  const paths = names.map((name) => join(folder, name))
  await rename(join(folder, 'data_batch_3.bin'), paths[2])
  for (const path of paths) await truncate(path, 300 * 3073)
  return paths
}

async function readPacked(id, split) {
  const folder = fromRoot('public', 'data', id)
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const size = manifest.shape.reduce((product, side) => product * side, 1)
  const images = []
  const labels = []
  for (const { file, count } of manifest.shards.filter((shard) => shard.split === split)) {
    const bytes = gunzipSync(await readFile(join(folder, file)))
    images.push(bytes.subarray(0, count * size))
    labels.push(bytes.subarray(count * size))
  }
  return { images: Buffer.concat(images), labels: Buffer.concat(labels) }
}
