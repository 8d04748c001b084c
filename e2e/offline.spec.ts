/** Once it has been seen, the page opens without a network. */
import { expect, test, type Page } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'
import { Site } from './site'

test.use({ serviceWorkers: 'allow' })

const LINK = 'v=1&model=softmax&examples=1000&batch=20&eval=1000&backend=wasm'

/** The page's own files are here, and it gets them from the service worker. */
const isKept = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return (
      registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null
    )
  })

async function keep(page: Page): Promise<void> {
  await expect.poll(() => isKept(page), { timeout: 60_000 }).toBe(true)
}

let site: Site
test.afterEach(() => site.stop())

for (const path of ['/', '/some/other/path/'])
  test(`at ${path} it opens, trains, changes and shares without a network`, async ({ page }) => {
    test.setTimeout(240_000)
    site = await Site.start([path])
    const [address] = site.addresses
    const playground = new PlaygroundPage(page)
    await page.goto(`${address}#${LINK}`)
    await expect(playground.status).toContainText('Ready')
    await playground.trainPast(20)
    await playground.pauseTraining()
    await keep(page)

    await site.stop()
    await page.context().setOffline(true)
    await page.reload()
    await test.step('the numbers of the last visit are back, and training goes on', async () => {
      await expect(playground.status).toContainText('Paused')
      const step = await playground.step()
      expect(step).toBeGreaterThanOrEqual(20)
      await playground.trainPast(step + 20)
      await playground.pauseTraining()
    })

    await test.step('parts that were never opened are there, too', async () => {
      for (const tab of ['What it learned', 'How much tuning?', 'Examples', 'Draw a digit'])
        await playground.openTab(tab)
      await expect(page.getByText('could not be loaded')).toHaveCount(0)
      expect(await playground.exportText('PyTorch script')).toContain('import torch')
    })

    await test.step('another model on the kept data', async () => {
      await page.goto('about:blank')
      await page.goto(`${address}?from=a+message#${LINK.replace('softmax', 'mlp')}`)
      await expect(playground.status).toContainText('Ready')
      await playground.trainPast(10)
      await playground.pauseTraining()
      expect(await playground.sharedLink()).toContain('examples=1000')
    })

    await test.step('data that were never fetched: what is missing, in a sentence', async () => {
      await page.goto('about:blank')
      await page.goto(`${address}#${LINK}&data=cifar10`)
      await expect(page.getByRole('alert')).toContainText(
        'CIFAR-10 is not on this machine, and there is no network. Connect to the network',
      )
      await page.goto('about:blank')
      await page.goto(`${address}#${LINK.replace('examples=1000', 'examples=20000')}`)
      await expect(page.getByRole('alert')).toContainText(
        'Of MNIST, the first 5,000 examples are on this machine, not all 20,000',
      )
    })
  })

test('a page in another one keeps what is its own, and leaves its neighbour alone', async ({
  page,
}) => {
  site = await Site.start(['/', '/inner/'])
  const [outer, inner] = site.addresses as [string, string]
  const playground = new PlaygroundPage(page)
  await page.goto(`${outer}#${LINK}`)
  await expect(playground.status).toContainText('Ready')
  await keep(page)
  const response = await page.goto(`${inner}#${LINK}`)
  expect(response!.fromServiceWorker()).toBe(false)
  await expect(playground.status).toContainText('Ready')
  await expect
    .poll(() => page.evaluate(() => caches.keys()), { timeout: 60_000 })
    .toEqual(expect.arrayContaining([outer, inner].map((at) => expect.stringContaining(` ${at} `))))
})

test('neither the first step nor training waits for what is only kept, and each file is asked for once', async ({
  page,
  context,
}) => {
  site = await Site.start(['/'])
  const playground = new PlaygroundPage(page)
  const asked: string[] = []
  context.on('request', (request) => {
    if (request.serviceWorker()) asked.push(request.url())
  })
  await page.goto(`${site.addresses[0]}#${LINK}`)
  await expect(playground.train).toBeEnabled()
  await playground.trainPast(1)
  expect(asked).toEqual([])
  // Nor does a training on the processor, which would lose steps to it.
  await page.waitForTimeout(LONGER_THAN_QUIET_MS)
  expect(asked).toEqual([])
  await playground.pauseTraining()
  await keep(page)
  expect(asked.length).toBeGreaterThan(50)
  expect(asked.length).toBe(new Set(asked).size)
  expect(asked.filter((url) => url.includes('/data/'))).toEqual([])
})

/**
 * The page registers its service worker when nothing has been loading for three seconds (QUIET_SECONDS
 * in src/state/browser/offline.ts). What must not come at all is waited for twice as long.
 */
const LONGER_THAN_QUIET_MS = 6000

for (const { what, frameOf } of [
  {
    what: 'in a frame of another page',
    frameOf: async (page: Page, address: string) => {
      const other = `${address}another-page.html`
      await page.route(other, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<iframe src="./#${LINK.replaceAll('&', '&amp;')}" width="1200" height="800"></iframe>`,
        }),
      )
      await page.goto(other)
      return page.frames()[1]!
    },
  },
  {
    what: 'with embed=1',
    frameOf: async (page: Page, address: string) => {
      await page.goto(`${address}#${LINK}&embed=1`)
      return page.mainFrame()
    },
  },
])
  test(`a page ${what} keeps nothing, and says which version it runs`, async ({ page }) => {
    site = await Site.start(['/'])
    const frame = await frameOf(page, site.addresses[0]!)
    await expect(frame.getByRole('status')).toContainText('Ready')
    const heldFiles = () =>
      frame.evaluate(async () => {
        const { held } = await navigator.locks.query()
        return held!.flatMap(({ name, mode }) => (mode === 'shared' ? [name] : []))
      })
    expect(await heldFiles()).toEqual([expect.stringContaining('/assets/page-')])
    await page.waitForTimeout(LONGER_THAN_QUIET_MS)
    expect(await frame.evaluate(() => navigator.serviceWorker.getRegistration())).toBe(undefined)
  })

test('an installation in which a file is answered with the page is refused', async ({
  page,
  context,
}) => {
  site = await Site.start(['/'])
  const answered: string[] = []
  let isBroken = true
  await context.route(/\/assets\/.*\.js$/, async (route) => {
    if (!isBroken || !route.request().serviceWorker()) return route.fallback()
    answered.push(route.request().url())
    await route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html>' })
  })
  await page.goto(`${site.addresses[0]}#${LINK}`)
  await expect(new PlaygroundPage(page).status).toContainText('Ready')
  await expect.poll(() => answered.length, { timeout: 60_000 }).toBeGreaterThan(0)
  // A first version that was not installed leaves no registration behind.
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.getRegistration()))
    .toBe(undefined)
  isBroken = false
  await page.reload()
  await keep(page)
})

test('Saved says what is kept for visits without a network, and deletes the images', async ({
  page,
}) => {
  site = await Site.start(['/'])
  const playground = new PlaygroundPage(page)
  await page.goto(`${site.addresses[0]}#${LINK}`)
  await expect(playground.status).toContainText('Ready')
  await keep(page)
  const dataKept = () =>
    page.evaluate(async () => (await (await caches.open('alig-playground-data')).keys()).length)
  await expect.poll(dataKept).toBe(4)
  await page.getByRole('button', { name: 'Saved', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Saved experiments' })
  await expect(dialog).toContainText(
    /also keeps the page itself \(\d MB\) and the images that it has fetched \(2 MB\)/,
  )
  await dialog.getByRole('button', { name: 'Delete images' }).click()
  await dialog.getByRole('button', { name: 'Really delete images' }).click()
  await expect(dialog).not.toContainText('the images that it has fetched')
  await expect(dialog).toContainText('the page itself')
  expect(await dataKept()).toBe(0)
})
