import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

test('a link with nonsense in it opens, says what was wrong and trains', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(
    'examples=-3&model=perceptron&__proto__=1&run=alig,maxLr:big&run=sgdd&colour=blue&steps=5&backend=wasm',
  )
  for (const word of ['examples', 'perceptron', 'maxLr', 'sgdd', 'colour'])
    await expect(page.getByRole('main')).toContainText(word)
  expect(await page.evaluate(() => ({}) as Record<string, unknown>)).toEqual({})
  await playground.trainToLimit()
  expect(await playground.exportRows('Metrics (CSV)')).toHaveLength(5)
})

test('a shard with a flipped byte is refused by name and the page stays usable', async ({
  page,
}) => {
  await page.route('**/data/mnist/train-001.bin', async (route) => {
    const response = await route.fetch()
    const body = await response.body()
    body[body.length >> 1]! ^= 1
    await route.fulfill({ response, body })
  })
  const playground = new PlaygroundPage(page)
  await page.goto('./#backend=wasm&steps=5')
  await expect(page.getByRole('alert')).toContainText('train-001.bin')
  await playground.openSettings()
  const examples = page.getByRole('spinbutton', { name: 'examples' })
  await examples.fill('5000')
  await examples.press('Enter')
  await expect(playground.status).toContainText('Ready')
  await playground.trainToLimit()
})

test('without a network the page says so, and trains once it is back', async ({ page }) => {
  await page.route('**/data/**', (route) => route.abort('internetdisconnected'))
  const playground = new PlaygroundPage(page)
  await page.goto('./#backend=wasm&steps=5&examples=1000')
  await expect(page.getByRole('alert')).toBeVisible()
  await page.unroute('**/data/**')
  await playground.train.click()
  await expect(playground.status).toContainText('Done')
})

test('a browser without WebGPU trains on WebAssembly and says why', async ({ browser }) => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined })
  })
  const page = await context.newPage()
  // The worker has a navigator of its own, which the script above does not reach.
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch()
    const isWorker = route.request().url().includes('train.worker')
    const hide = "Object.defineProperty(WorkerNavigator.prototype,'gpu',{value:undefined});"
    const text = await response.text()
    await route.fulfill({ response, body: isWorker ? hide + text : text })
  })
  const playground = new PlaygroundPage(page)
  await playground.open('steps=5&examples=1000')
  await expect(page.getByTestId('backend')).toHaveText('wasm')
  await expect(page.getByRole('main')).toContainText('no WebGPU')
  await playground.trainToLimit()
  await context.close()
})
