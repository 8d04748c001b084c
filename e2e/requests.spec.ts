/**
 * Data that nobody asked for are not fetched: on a phone they cost money, and a busy line. What a first
 * picture needs comes first, and nothing that could be on its way waits for something else.
 */
import { fileURLToPath } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import { scriptsOfPage } from '../scripts/sizes/builtFiles.mjs'
import { PlaygroundPage } from './playgroundPage'

/** The files of the data sets that the page asks for, in alphabetical order, from now on. */
function askedFor(page: Page): () => string[] {
  const files: string[] = []
  page.on('request', (request) => {
    const [, file] = /\/data\/(.+)$/.exec(request.url()) ?? []
    if (file) files.push(file)
  })
  return () => [...new Set(files)].sort()
}

/** Trains on, and then waits for requests that come late. */
async function trainOn(playground: PlaygroundPage, step: number): Promise<void> {
  await playground.trainPast(step)
  await playground.page.waitForTimeout(2000)
  await playground.pauseTraining()
  await playground.page.waitForTimeout(1000)
}

test('the default experiment fetches its 10,000 examples and the test images, and no more', async ({
  page,
}) => {
  const asked = askedFor(page)
  const playground = new PlaygroundPage(page)
  await playground.open()
  await trainOn(playground, 120)
  expect(asked()).toEqual([
    'mnist/manifest.json',
    ...['test-000', 'test-001', 'train-000', 'train-001'].map((name) => `mnist/${name}.bin`),
  ])
})

test('2,000 examples of CIFAR-10 are two of its files, beside the test images', async ({
  page,
}) => {
  const asked = askedFor(page)
  const playground = new PlaygroundPage(page)
  await playground.open('data=cifar10&examples=2000&model=softmax&batch=20&backend=wasm')
  await trainOn(playground, 60)
  const tests = Array.from({ length: 8 }, (_, i) => `test-00${i}`)
  expect(asked()).toEqual([
    'cifar10/manifest.json',
    ...[...tests, 'train-000', 'train-001'].map((name) => `cifar10/${name}.bin`),
  ])
})

test('styles come first, then all scripts of the page at once, and none waits for another', async ({
  page,
}) => {
  const html = await (await page.request.get('./')).text()
  const files = (text: string) =>
    [...text.matchAll(/\b(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file]) => file!)
  const [, ahead = ''] = /<template id="ahead">(.*?)<\/template>/s.exec(html) ?? []
  const pieces = files(ahead)
  expect(pieces).toHaveLength(5)
  const dist = fileURLToPath(new URL('../dist', import.meta.url))
  expect((await scriptsOfPage(dist)).sort()).toEqual(files(html).sort())

  await new PlaygroundPage(page).open()
  const asked = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => {
      const { name, startTime, responseEnd } = entry as PerformanceResourceTiming
      return { name, startTime, responseEnd }
    }),
  )
  const find = (end: string) => asked.find(({ name }) => name.endsWith(end))!
  const styles = find('.css')
  // A policy within the page makes browsers wait for a script before they look further.
  expect(styles.startTime).toBeLessThanOrEqual(find('opening.js').startTime)
  for (const piece of pieces)
    expect(find(piece).startTime).toBeGreaterThanOrEqual(styles.responseEnd)
})
