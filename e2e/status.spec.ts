import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

test('what is going on is said in its order, compiling too', async ({ page }) => {
  await page.addInitScript(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    new MutationObserver(() => {
      const words = document.querySelector('[role=status]')?.textContent ?? ''
      if (words !== heard.at(-1)) heard.push(words)
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  const playground = new PlaygroundPage(page)
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  // What lasts too short to be read need not be said, and images may arrive before the backend is chosen.
  await page.route('**/data/mnist/*.bin*', async (route) => {
    await expect.poll(heard).toContain('Fetching MNIST')
    await route.continue()
  })
  await playground.open('model=softmax&examples=500&batch=50&steps=300&eval=1000&backend=webgpu')
  await playground.trainToLimit(120_000)
  const order = ['Choosing a backend', 'Fetching MNIST', 'Ready', 'Compiling', 'Training']
  expect((await heard()).filter((words) => order.includes(words))).toEqual(order)
  expect((await heard()).at(-1)).toContain('Done')
})

test('a browser without room says so once, and trains all the same', async ({ page }) => {
  // The worker that keeps images is started by another one, and its script passes by the routes of a page.
  const isFull = page
    .waitForEvent('worker', (worker) => worker.url().includes('shards.worker'))
    .then((worker) =>
      worker.evaluate(() => {
        Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
      }),
    )
  await page.route('**/data/mnist/manifest.json', async (route) => {
    await isFull
    await route.continue()
  })
  const playground = new PlaygroundPage(page)
  await playground.open('model=softmax&examples=8000&steps=5&eval=1000&backend=wasm')
  await expect(page.getByText(/storage of this browser is full: MNIST/)).toHaveCount(1)
  await playground.trainToLimit()
  await expect(page.getByText(/storage of this browser is full: MNIST/)).toHaveCount(1)
})

test('loading says what comes next, and the tests after the last step how far they are', async ({
  page,
}) => {
  let letThrough = () => {}
  const isAllowed = new Promise<void>((resolve) => (letThrough = resolve))
  await page.route('**/data/mnist/*.bin*', async (route) => {
    await isAllowed
    await route.continue()
  })
  const playground = new PlaygroundPage(page)
  await page.goto(
    './#v=1&model=cnn&width=48&examples=500&batch=50&steps=2&eval=2&run=alig&backend=wasm',
  )
  const detail = page.locator('.status__detail')
  await expect(playground.status).toHaveText('Fetching MNIST')
  await expect(detail).toContainText('next: first step')
  letThrough()
  await expect(playground.status).toContainText('Ready')
  await expect(detail).toHaveText('')
  await playground.train.click()
  await expect(detail).toHaveText(/^testing ALI-G: [\d,]+ of 10,000(;|$)/, { timeout: 60_000 })
  expect(await playground.step()).toBe(2)
  await expect(playground.status).toContainText('Done', { timeout: 60_000 })
  await expect(detail).toHaveText('')
})
