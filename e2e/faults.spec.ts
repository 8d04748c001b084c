import { chromium, expect, test, type Page } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'

const SMALL = 'examples=1000&eval=1000&batch=50'

/** Puts code in front of the training worker's own. */
async function inWorker(page: Page, code: string): Promise<void> {
  await page.route('**/assets/train.worker*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${code};${await response.text()}` })
  })
}

/** The steps of the first run follow on each other without a gap or a repetition. */
async function expectWholeSeries(playground: PlaygroundPage): Promise<void> {
  const steps = numbers(await playground.exportRows('Metrics (CSV)'), 0, 'step')
  expect(steps).toEqual(steps.map((_, index) => index))
}

/** After the fault: what was there still is, a sentence says what happened, training goes on. */
async function expectRecovery(playground: PlaygroundPage, before: number): Promise<void> {
  const alert = playground.page.getByRole('alert')
  await expect(alert).toContainText('numbers gathered so far are kept', { timeout: 60_000 })
  await playground.waitForStep(before + 10)
  await playground.pauseTraining()
  await expectWholeSeries(playground)
}

test('a worker that crashes is replaced and training goes on', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SMALL}&backend=wasm`)
  await playground.trainPast(20)
  const before = await playground.step()
  await page.workers()[0]!.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of luck')
    })
  })
  await expectRecovery(playground, before)
})

test('a worker that is killed without a word is missed and replaced', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SMALL}&backend=wasm`)
  await playground.trainPast(20)
  const before = await playground.step()
  await page.workers()[0]!.evaluate(() => self.close())
  await expectRecovery(playground, before)
})

test('a worker that answers and has lost its session is replaced', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SMALL}&backend=wasm`)
  // What WebKit does to a worker whose entry is evaluated twice.
  await page.workers()[0]!.evaluate(() => {
    self.onmessage = ({ data }: MessageEvent<{ session: number; command: { type: string } }>) => {
      const event = {
        type: 'pong',
        holds: 0,
        steps: 0,
        isTraining: false,
        asides: 0,
        isAside: false,
      }
      if (data.command.type === 'ping') self.postMessage({ session: data.session, event })
    }
  })
  await playground.train.click()
  await expectRecovery(playground, 0)
})

test('a lost graphics device is replaced and training goes on from the snapshot', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await inWorker(
    page,
    `const requestDevice = GPUAdapter.prototype.requestDevice;
     GPUAdapter.prototype.requestDevice = async function (...args) {
       return (self.lastDevice = await requestDevice.apply(this, args))
     }`,
  )
  const playground = new PlaygroundPage(page)
  await playground.open(`${SMALL}&model=softmax&backend=webgpu`)
  await playground.trainPast(5)
  // Longer than the time between two snapshots.
  await page.waitForTimeout(6000)
  const before = await playground.step()
  await page
    .workers()[0]!
    .evaluate(() => (self as unknown as { lastDevice: GPUDevice }).lastDevice.destroy())
  await expectRecovery(playground, before)
})

test('a run that diverges says so with what to try, and the others go on', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SMALL}&backend=wasm&run=sgd,lr:10000,momentum:0.9&run=alig&steps=80`)
  await playground.trainToLimit()
  await expect(page.getByRole('alert')).toHaveText(
    /^SGD diverged at step \d+\. Try a smaller lr, then Reset\.$/,
  )
  await expect(playground.run('SGD')).toContainText('Try a smaller lr')
  await expect(playground.chart('Step size')).toContainText('SGD diverged')
  const rows = await playground.exportRows('Metrics (CSV)')
  expect(numbers(rows, 1, 'step')).toHaveLength(80)
  expect(numbers(rows, 0, 'step').length).toBeLessThan(80)
})

test('in a hidden tab training goes on and the charts wait', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SMALL}&backend=wasm`)
  await playground.trainPast(10)
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true })
      Object.defineProperty(document, 'visibilityState', {
        value: value ? 'hidden' : 'visible',
        configurable: true,
      })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  const line = playground.chart('Loss').locator('.chart__line').first()
  await expect(line).toBeVisible()
  await hide(true)
  // A drawing that was under way comes to its end, late on a busy machine.
  let drawn: string | null = null
  await expect
    .poll(async () => {
      drawn = await line.getAttribute('d')
      await page.waitForTimeout(2000)
      return (await line.getAttribute('d')) === drawn
    })
    .toBe(true)
  const step = await playground.step()
  await playground.waitForStep(step + 40)
  expect(await line.getAttribute('d')).toBe(drawn)
  await hide(false)
  await expect.poll(() => line.getAttribute('d')).not.toBe(drawn)
  await playground.pauseTraining()
  await expectWholeSeries(playground)
})

test('two tabs train at once', async ({ context }) => {
  const tabs = await Promise.all(
    [1, 2].map(async (seed) => {
      const tab = new PlaygroundPage(await context.newPage())
      await tab.open(`${SMALL}&backend=wasm&steps=40&seed=${seed}`)
      return tab
    }),
  )
  await Promise.all(tabs.map((tab) => tab.trainToLimit()))
  const losses = await Promise.all(
    tabs.map(async (tab) => numbers(await tab.exportRows('Metrics (CSV)'), 0, 'loss')),
  )
  expect(losses[0]).toHaveLength(40)
  expect(losses[1]).toHaveLength(40)
  expect(losses[0]![0]).not.toBe(losses[1]![0])
})

test('a page opened over plain http on a local network trains on WebAssembly', async () => {
  const { launchOptions, baseURL } = test.info().project.use
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions!.args ?? []), '--host-resolver-rules=MAP class.room 127.0.0.1'],
  })
  const page = await browser.newPage({ baseURL: baseURL!.replace('localhost', 'class.room') })
  const playground = new PlaygroundPage(page)
  await playground.open(`${SMALL}&steps=10`)
  expect(await page.evaluate(() => isSecureContext)).toBe(false)
  await expect(page.getByTestId('backend')).toHaveText('wasm')
  await expect(page.getByRole('main')).toContainText('HTTPS')
  await playground.trainToLimit()
  const link = await playground.sharedLink()
  expect(link).toContain('examples=1000')
  await browser.close()
})

for (const [missing, code, backend] of [
  ['WebGL', 'OffscreenCanvas.prototype.getContext = () => null', 'webgl'],
  ['WebAssembly', 'delete self.WebAssembly', 'wasm'],
] as const) {
  test(`a browser without ${missing} trains on something else and says so`, async ({ page }) => {
    await inWorker(page, code)
    const playground = new PlaygroundPage(page)
    await playground.open(`${SMALL}&steps=3&backend=${backend}`)
    await expect(page.getByTestId('backend')).not.toHaveText(backend)
    await expect(page.getByRole('main')).toContainText(`${missing} was asked for`)
    await playground.trainToLimit()
  })
}

test('WebAssembly without SIMD trains the same numbers, nearly', async ({ page }) => {
  const link = `${SMALL}&model=cnn&backend=wasm&steps=4`
  const playground = new PlaygroundPage(page)
  const train = async () => {
    await page.goto('about:blank')
    await playground.open(link)
    await expect(page.getByTestId('backend')).toHaveText('wasm')
    await playground.trainToLimit()
    return numbers(await playground.exportRows('Metrics (CSV)'), 0, 'loss')
  }
  const withSimd = await train()
  // A module that uses SIMD has its first instruction of that kind after the prefix 0xfd.
  await inWorker(
    page,
    `const validate = WebAssembly.validate;
     WebAssembly.validate = (bytes) => !new Uint8Array(bytes.buffer ?? bytes).includes(0xfd) && validate(bytes);
     const { Module, CompileError } = WebAssembly;
     WebAssembly.Module = function (bytes) { throw new CompileError('no SIMD') }`,
  )
  const without = await train()
  withSimd.forEach((loss, step) => expect(without[step]! / loss).toBeCloseTo(1, 4))
})

for (const [what, spoil, sentence] of [
  ['missing', { status: 404, body: 'Not found' }, 'is missing where the page comes from'],
  ['cut short', { status: 200, body: Buffer.from([0x1f, 0x8b, 8, 0]) }, 'train-000.bin'],
] as const) {
  test(`a shard that is ${what} is named, and Train tries again`, async ({ page }) => {
    const shard = '**/data/mnist/train-000.bin'
    await page.route(shard, (route) => route.fulfill(spoil))
    const playground = new PlaygroundPage(page)
    await page.goto(`./#${SMALL}&backend=wasm&steps=3`)
    await expect(page.getByRole('alert')).toContainText(sentence)
    await page.unroute(shard)
    await playground.train.click()
    await expect(playground.status).toContainText('Done')
  })
}

test('a part of the page that does not arrive leaves the rest at work', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await page.route('**/ExamplesPanel*.js', (route) => route.abort())
  await playground.open(`${SMALL}&backend=wasm&steps=20`)
  await playground.openTab('Examples')
  await expect(page.getByRole('alert')).toHaveText(/could not be loaded\. Check the connection/)
  await playground.trainToLimit()
})
