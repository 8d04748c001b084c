import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gzipBytes, scriptsOfPage, scriptsOfWorker, styles } from './builtFiles.mjs'

const FILES = {
  'index.html':
    '<script src="./opening.js"></script><link rel="icon" href="./favicon.svg" />' +
    '<script type="module" crossorigin src="./assets/index-a.js"></script>' +
    '<link rel="stylesheet" href="./assets/style-a.css" />' +
    '<link rel="modulepreload" crossorigin href="./assets/page-a.js" />',
  'opening.js': 'document.title',
  'assets/index-a.js': 'import"./base-a.js";import("./later-a.js")',
  'assets/page-a.js': 'import{a as b}from"./parts-a.js";export*from"./base-a.js"',
  'assets/parts-a.js': 'import c from"./base-a.js";export const a=1',
  'assets/base-a.js': 'import("./later-a.js");export const c=2',
  'assets/later-a.js': 'import"./parts-a.js"',
  'assets/train.worker-a.js': 'import{c}from"./core-a.js";import(`./later-a.js`)',
  'assets/core-a.js': 'export const c=3',
  'assets/style-a.css': 'a{color:red}',
}

let folder
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sizes-'))
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
})
afterAll(() => rm(folder, { recursive: true }))

it('finds what the page loads at once, however many imports away, once', async () => {
  const names = ['index', 'page', 'base', 'parts'].map((name) => join('assets', `${name}-a.js`))
  expect((await scriptsOfPage(folder)).sort()).toEqual(['opening.js', ...names].sort())
})

it('finds what a worker loads at once', async () => {
  const names = ['train.worker', 'core'].map((name) => join('assets', `${name}-a.js`))
  expect(await scriptsOfWorker(folder, 'train.worker')).toEqual(names)
  expect(await scriptsOfWorker(folder, 'train')).toEqual([])
})

it('weighs each file compressed by itself', async () => {
  const both = [...(await styles(folder)), 'opening.js']
  expect(await gzipBytes(folder, both)).toBe(
    gzipSync(FILES['assets/style-a.css']).length + gzipSync(FILES['opening.js']).length,
  )
})
