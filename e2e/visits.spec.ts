/** What a first visit fetches, as a host that compresses sends it; nothing of backends not in use. */
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { gzipBytes } from '../scripts/sizes/builtFiles.mjs'
import { PlaygroundPage } from './playgroundPage'

const FOLDER = 'dist'
const KB = 1000

/** Files of the built page that were asked for, workers included. */
function askedFor(page: Page, baseURL: string): () => string[] {
  const files = new Set<string>()
  page.on('request', (request) => {
    const address = request.url().split(/[?#]/)[0]!
    if (address.startsWith(baseURL)) files.add(address.slice(baseURL.length) || 'index.html')
  })
  return () => [...files]
}

/** Data are compressed already. */
async function weigh(files: readonly string[]): Promise<number> {
  const data = files.filter((file) => file.endsWith('.bin'))
  const rest = files.filter((file) => !file.endsWith('.bin'))
  const plain = data.reduce((sum, file) => sum + readFileSync(`${FOLDER}/${file}`).length, 0)
  return ((await gzipBytes(FOLDER, rest)) + plain) / KB
}

/** Backends of which a script brings kernels. */
const backendsIn = (files: readonly string[]) =>
  ['webgl', 'webgpu'].filter((backend) =>
    files
      .filter((file) => file.endsWith('.js'))
      .some((file) =>
        new RegExp(`backendName:["'\`]${backend}["'\`]`).test(
          readFileSync(`${FOLDER}/${file}`, 'utf8'),
        ),
      ),
  )

// In kB. Limits that have to grow grow here, in sight of whoever reads the change.
for (const { name, link, beforeTrain, beforePoint } of [
  { name: 'the opening experiment', link: '', beforeTrain: 400, beforePoint: 4300 },
  { name: 'spirals', link: 'data=spirals', beforeTrain: 400, beforePoint: 720 },
])
  test(`a first visit to ${name} stays within its bytes`, async ({ page, baseURL }) => {
    const asked = askedFor(page, baseURL!)
    const playground = new PlaygroundPage(page)
    // What the worker fetches meanwhile is no part of what Train waits for, and comes at any time.
    let letWorkerStart!: () => void
    const mayStart = new Promise<void>((resolve) => (letWorkerStart = resolve))
    await page.route('**/assets/train.worker*.js', async (route) => {
      await mayStart
      await route.continue()
    })
    await page.goto(`./#${link}`)
    await expect(playground.train).toBeEnabled()
    const early = await weigh(asked())
    letWorkerStart()
    await playground.train.click()
    await expect.poll(() => playground.step(), { timeout: 60_000 }).toBeGreaterThan(0)
    const all = asked()
    const late = await weigh(all)
    expect(early).toBeLessThan(beforeTrain)
    expect(late).toBeLessThan(beforePoint)
    expect(backendsIn(all)).toEqual([])
    expect(all.filter((file) => file.endsWith('.wasm'))).toHaveLength(1)
  })

test('WebGL fetches its own kernels, and WebGPU none of them', async ({ page, baseURL }) => {
  const asked = askedFor(page, baseURL!)
  await new PlaygroundPage(page).open('data=spirals&backend=webgl')
  expect(backendsIn(asked())).toEqual(['webgl'])
  expect(asked().filter((file) => file.endsWith('.wasm'))).toEqual([])
})
