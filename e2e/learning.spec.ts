import { expect, test } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'

test('the MLP learns MNIST in five epochs on WebAssembly', async ({ page }) => {
  test.setTimeout(400_000)
  const playground = new PlaygroundPage(page)
  await playground.open('backend=wasm&steps=500&eval=500&run=alig,maxLr:1&run=adam')
  await playground.trainToLimit(360_000)
  const evaluations = await playground.exportRows('Evaluations (CSV)')
  expect(evaluations.map(({ run, step }) => [run, step])).toEqual([
    ['0', '500'],
    ['1', '500'],
  ])
  for (const run of [0, 1])
    expect(numbers(evaluations, run, 'test_accuracy')[0]).toBeGreaterThanOrEqual(0.93)
})
