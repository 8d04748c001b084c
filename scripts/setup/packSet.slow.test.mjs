import { spawnSync } from 'node:child_process'
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sha256 } from './fetchPackage.mjs'
import { fileTrouble } from './folders.mjs'
import { inspect, packSet } from './packSet.mjs'
import { fromRoot } from './paths.mjs'

const IMAGES = Buffer.from(Array.from({ length: 60 }, (_, i) => (7 * i) % 251))

let base, origin, template, root, source, folder, said

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'pack-'))
  origin = join(base, 'origin')
  await mkdir(origin)
  await writeFile(join(origin, 'package.json'), '{"name":"some-data","version":"1.0.0"}')
  await writeFile(join(origin, 'images'), IMAGES)
})
afterAll(() => rm(base, { recursive: true, force: true }))

/** A project without any data, and a package with ten images of 2 x 3. */
beforeEach(async () => {
  root = await mkdtemp(join(base, 'project-'))
  folder = join(root, 'public', 'data', 'tiny')
  const unpack = async (read) => {
    const images = new Uint8Array(await read('images'))
    const part = (from, count) => ({
      images: images.subarray(6 * from, 6 * (from + count)),
      labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
    })
    const classes = ['a', 'b']
    return { shape: [2, 3, 1], classes, shardImages: 4, train: part(0, 6), test: part(6, 4) }
  }
  source = {
    ...{ id: 'tiny', label: 'Tiny', package: origin, size: '1 kB', packing: 1 },
    files: { images: sha256(IMAGES) },
    unpack,
  }
  said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
})
afterEach(() => said.mockRestore())

/** The set as it was packed; npm is asked the first time only. */
async function givePacked() {
  if (template) return cp(template, folder, { recursive: true })
  await packSet(source, root)
  template = join(base, 'template')
  await cp(folder, template, { recursive: true })
}

const FILES = ['SHA256SUMS', 'manifest.json', 'test-000.bin', 'train-000.bin', 'train-001.bin']

const contents = () => Promise.all(FILES.map((file) => readFile(join(folder, file), 'utf8')))

/** One bit of a file, which keeps its size and its time. */
async function flipBit(file, at = 0.5) {
  const path = join(folder, file)
  const { atime, mtime } = await stat(path)
  const bytes = await readFile(path)
  bytes[Math.floor(at * bytes.length)] ^= 1
  await writeFile(path, bytes)
  await utimes(path, atime, mtime)
}

it('packs a set with the check-sums of all its files', async () => {
  expect(await inspect(source, root)).toEqual({ isWhole: false, damaged: undefined })
  await packSet(source, root)
  expect(await inspect(source, root)).toEqual({ isWhole: true, damaged: undefined })
  expect((await readdir(folder)).sort()).toEqual(FILES)
  const sums = await readFile(join(folder, 'SHA256SUMS'), 'utf8')
  for (const file of FILES.slice(1))
    expect(sums).toContain(`${sha256(await readFile(join(folder, file)))}  ${file}\n`)
})

describe.each(FILES)('a flipped bit in %s', (file) => {
  it.each([0.3, 0.99])('is noticed and mended, at %d of its length', async (at) => {
    await givePacked()
    const before = await contents()
    await flipBit(file, at)
    const { isWhole, damaged } = await inspect(source, root)
    expect(isWhole).toBe(false)
    said.mockClear()
    await packSet(source, root)
    expect(await contents()).toEqual(before)
    // A bit of the manifest's own fingerprint makes it that of another source.
    if (damaged !== undefined)
      expect(said.mock.calls.join()).toContain(`The file ${damaged} of Tiny`)
    if (file.endsWith('.bin')) expect(damaged).toBe(file)
  })
})

it.each([
  ['gone', (path) => rm(path)],
  ['empty', (path) => writeFile(path, '')],
])('mends a shard that is %s', async (_, spoil) => {
  await givePacked()
  const before = await contents()
  await spoil(join(folder, 'test-000.bin'))
  expect(await inspect(source, root)).toEqual({ isWhole: false, damaged: 'test-000.bin' })
  await packSet(source, root)
  expect(await contents()).toEqual(before)
})

describe('a set that was packed before check-sums of files were noted', () => {
  beforeEach(async () => {
    await givePacked()
    await rm(join(folder, 'SHA256SUMS'))
  })

  it('is whole, and has them from then on', async () => {
    expect(await inspect(source, root)).toEqual({ isWhole: true, damaged: undefined })
    expect((await readdir(folder)).sort()).toEqual(FILES)
    await flipBit('train-001.bin')
    expect(await inspect(source, root)).toEqual({ isWhole: false, damaged: 'train-001.bin' })
  })

  it('is looked into for a flipped bit', async () => {
    await flipBit('train-001.bin')
    expect(await inspect(source, root)).toEqual({ isWhole: false, damaged: 'train-001.bin' })
    expect(await readdir(folder)).not.toContain('SHA256SUMS')
  })
})

it.each([
  ['EACCES', 'this account may not write there'],
  ['EROFS', 'read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EMFILE', 'the system says EMFILE'],
])('has a sentence for trouble with files: %s', (code, reason) => {
  const error = Object.assign(new Error(code), { code, syscall: 'mkdir', path: '/some/.cache' })
  const { message } = fileTrouble(error)
  expect(message).toMatch(/^\/some\/\.cache cannot be used: .* then run the same command again\.$/)
  expect(message).toContain(reason)
})

it('has none for a mistake of the program', () => {
  expect(fileTrouble(new TypeError('x is not a function'))).toBeUndefined()
  expect(fileTrouble(undefined)).toBeUndefined()
})

describe('the whole set-up', () => {
  /** In a copy of the project without packages and data. */
  const setUp = (script, ...args) =>
    spawnSync(process.execPath, [join(root, script), ...args], { encoding: 'utf8' })

  beforeEach(async () => {
    await cp(fromRoot('scripts', 'setup'), join(root, 'scripts', 'setup'), { recursive: true })
    await cp(fromRoot('scripts', 'setup.mjs'), join(root, 'scripts', 'setup.mjs'))
    await cp(fromRoot('src', 'data'), join(root, 'src', 'data'), { recursive: true })
    await mkdir(join(root, 'node_modules'))
    for (const file of ['package-lock.json', 'node_modules/.package-lock.json'])
      await writeFile(join(root, file), '{"packages":{}}')
  })

  it.each([
    ['.cache', 'scripts/setup.mjs', []],
    ['.cache', 'scripts/setup/packOne.mjs', ['cifar10']],
    ['public', 'scripts/setup.mjs', []],
    ['public/data', 'scripts/setup.mjs', []],
  ])('has a sentence where %s is a file, in %s', async (path, script, args) => {
    if (path.includes('/')) await mkdir(join(root, 'public'))
    await writeFile(join(root, path), 'not a folder')
    const { status, stderr } = setUp(script, ...args)
    expect(status).toBe(1)
    expect(stderr).toContain(`${join(root, path)}`)
    expect(stderr).toMatch(/cannot be used: there is a file .* run the same command again/)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(await readFile(join(root, path), 'utf8')).toBe('not a folder')
  })
})
