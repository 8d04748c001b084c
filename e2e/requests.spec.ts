/** Data that nobody asked for are not fetched: on a phone they cost money, and a busy line. */
import { expect, test, type Page } from '@playwright/test'
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
