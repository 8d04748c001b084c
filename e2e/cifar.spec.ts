import { expect, test } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'

test('CIFAR-10 trains a CNN and a ResNet, and stays in the cache between visits', async ({
  page,
}) => {
  const shards: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (url.includes('/data/cifar10/') && url.endsWith('.bin')) shards.push(url)
  })
  const link = 'data=cifar10&examples=1000&batch=20&steps=6&eval=1000&backend=wasm'
  const playground = new PlaygroundPage(page)
  await playground.open(`${link}&model=cnn&kernel=3&width=16`)
  expect(shards).not.toEqual([])
  await playground.trainToLimit()
  const evaluations = await playground.exportRows('Evaluations (CSV)')
  expect(numbers(evaluations, 0, 'step')).toEqual([6])
  const losses = numbers(await playground.exportRows('Metrics (CSV)'), 0, 'loss')
  expect(losses).toHaveLength(6)
  expect(losses.every(Number.isFinite)).toBe(true)

  shards.length = 0
  await page.goto('about:blank')
  await playground.open(`${link}&model=resnet`)
  await playground.trainToLimit(120_000)
  expect(numbers(await playground.exportRows('Metrics (CSV)'), 2, 'loss')).toHaveLength(6)
  expect(shards).toEqual([])
})

test('what would not fit is refused with a sentence, and a smaller choice trains', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await page.goto(
    './#data=cifar10&model=cnn&kernel=3&width=64&batch=1024&examples=2000&backend=wasm&steps=2&run=alig',
  )
  await expect(page.getByRole('alert')).toContainText('smaller batch')
  await playground.openSettings()
  const batch = page.getByRole('spinbutton', { name: 'batch' })
  await batch.fill('10')
  await batch.press('Enter')
  await expect(playground.status).toContainText('Ready')
  await playground.trainToLimit()
})
