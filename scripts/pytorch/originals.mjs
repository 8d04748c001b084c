/** The packed sets of public/data, back as the files that people have of them. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { fromRoot } from '../setup/paths.mjs'

/** Writes MNIST as IDX files: 0, 0, 8, rank, each side big-endian, the bytes. */
export async function writeMnist(folder) {
  for (const [split, prefix] of [
    ['train', 'train'],
    ['test', 't10k'],
  ]) {
    const { images, labels } = await readPacked('mnist', split)
    const write = (name, sides, bytes) => {
      const header = Buffer.alloc(4 + 4 * sides.length)
      header.writeUInt32BE(0x0800 + sides.length)
      sides.forEach((side, i) => header.writeUInt32BE(side, 4 + 4 * i))
      return writeFile(join(folder, `${prefix}-${name}`), Buffer.concat([header, bytes]))
    }
    await write('images-idx3-ubyte', [labels.length, 28, 28], images)
    await write('labels-idx1-ubyte', [labels.length], labels)
  }
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
