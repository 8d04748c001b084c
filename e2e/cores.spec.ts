/** Runs are spread over the cores of the processor; nothing that a person sees depends on it. */
import { expect, test, type Page, type Worker } from '@playwright/test'
import { PlaygroundPage, withoutSeconds, type Row } from './playgroundPage'

const LINK =
  'examples=2000&eval=100&batch=100&backend=wasm&steps=400' +
  '&run=alig&run=sgd&run=adam&edit=120,0,maxLr:0.3&edit=200,1,lr:10000'

/** A machine of four cores, of which so many are used. */
async function withCores(page: Page, cores: number): Promise<PlaygroundPage> {
  await page.addInitScript((count) => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 4 })
    localStorage.setItem('alig-playground.cores', String(count))
  }, cores)
  return new PlaygroundPage(page)
}

/** What the page says of its backend. */
async function backendText(playground: PlaygroundPage): Promise<string> {
  const { page } = playground
  await page.getByTestId('backend').click()
  const text = await page.locator('.choice__text').textContent()
  await page.keyboard.press('Escape')
  return text ?? ''
}

/** Workers of the worker: requests of theirs pass by `page.route`, so that their script stays what it is. */
async function helpersOf(page: Page): Promise<Worker[]> {
  const named = page.workers().map(async (worker) => ({
    worker,
    name: await worker.evaluate(() => self.name),
  }))
  return (await Promise.all(named)).flatMap(({ worker, name }) =>
    name === 'helper' ? [worker] : [],
  )
}

async function trainedRows(playground: PlaygroundPage): Promise<[Row[], Row[]]> {
  const metrics = withoutSeconds(await playground.exportRows('Metrics (CSV)'))
  return [metrics, await playground.exportRows('Evaluations (CSV)')]
}

test('tables are equal in every cell but the seconds with one core and with two', async ({
  page,
  context,
}) => {
  const alone = await withCores(page, 1)
  await alone.open(LINK)
  await alone.trainToLimit()
  expect(await backendText(alone)).not.toContain('workers')
  const other = await withCores(await context.newPage(), 2)
  await other.open(LINK)
  await other.trainToLimit()
  expect(await backendText(other)).toContain('2 workers train the runs.')
  const [metrics, evaluations] = await trainedRows(alone)
  // One run has diverged.
  expect(metrics.filter(({ run }) => run === '0')).toHaveLength(400)
  expect(metrics.filter(({ run }) => run === '1').length).toBeLessThan(250)
  expect(await trainedRows(other)).toEqual([metrics, evaluations])
})

test('another number of cores acts at once and loses nothing', async ({ page }) => {
  const playground = await withCores(page, 1)
  await playground.open(LINK.replace('steps=400', 'steps=100000').replace('lr:10000', 'lr:0.02'))
  await playground.trainPast(50)
  await playground.openSettings()
  const cores = page.getByRole('spinbutton', { name: 'cores' })
  await cores.fill('3')
  await cores.press('Enter')
  await playground.closeSettings()
  await expect.poll(() => backendText(playground), { timeout: 30_000 }).toContain('3 workers')
  const step = await playground.step()
  await playground.waitForStep(step + 20)
  await playground.pauseTraining()
  const steps = (await playground.exportRows('Metrics (CSV)'))
    .filter(({ run }) => run === '2')
    .map((row) => Number(row['step']))
  expect(steps).toEqual(steps.map((_, index) => index))
})

for (const [what, chosen, left] of [
  ['a slow page is left a core of two', null, '1'],
  ['a slow page leaves training all cores that somebody has chosen', '2', '2'],
] as const)
  test(what, async ({ page, context }) => {
    await page.addInitScript((count) => {
      Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 2 })
      if (count !== null) localStorage.setItem('alig-playground.cores', count)
    }, chosen)
    const playground = new PlaygroundPage(page)
    await playground.open(LINK.replace('steps=400', 'steps=100000').replace('lr:10000', 'lr:0.02'))
    const devTools = await context.newCDPSession(page)
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 20 })
    await playground.trainPast(600)
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await playground.openSettings()
    await expect(page.getByRole('spinbutton', { name: 'cores' })).toHaveValue(left)
  })

test('a helper that is killed is replaced and training goes on with nothing lost', async ({
  page,
}) => {
  const playground = await withCores(page, 2)
  await playground.open(LINK.replace('steps=400', 'steps=100000').replace('lr:10000', 'lr:0.02'))
  await playground.trainPast(50)
  await expect.poll(() => backendText(playground), { timeout: 30_000 }).toContain('2 workers')
  const step = await playground.step()
  const [helper] = await helpersOf(page)
  await helper!.evaluate(() => self.close())
  await expect(page.getByRole('alert')).toContainText('A helper of the training worker stopped')
  await playground.waitForStep(step + 50)
  await expect.poll(() => backendText(playground), { timeout: 30_000 }).toContain('2 workers')
  await playground.pauseTraining()
  for (const one of ['0', '1', '2']) {
    const steps = (await playground.exportRows('Metrics (CSV)'))
      .filter(({ run }) => run === one)
      .map((row) => Number(row['step']))
    expect(steps).toEqual(steps.map((_, index) => index))
  }
})
