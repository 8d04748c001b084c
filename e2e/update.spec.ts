/** A new version of the page comes when somebody asks for it, and takes no training down. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test, type Page } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'
import { Site } from './site'

test.use({ serviceWorkers: 'allow' })

const LINK = 'v=1&model=softmax&examples=1000&batch=20&eval=1000&backend=wasm'
const root = fileURLToPath(new URL('..', import.meta.url))

let folder: string
let site: Site

test.beforeAll(async () => {
  test.setTimeout(300_000)
  folder = await mkdtemp(join(tmpdir(), 'alig-versions-'))
  const script = join(root, 'e2e/update/build.mjs')
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [script, folder], { env, cwd: root })
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))
test.afterEach(() => site.stop())

/** Puts a version where the page is served from, at once. */
async function publish(version: string): Promise<string> {
  const [next, served] = [join(folder, 'next'), join(folder, 'served')]
  await symlink(version, next)
  await rename(next, served)
  return served
}

const title = (page: Page) => page.getByRole('heading', { level: 1 })
const note = (page: Page) => page.getByText('A new version of this page is ready.')

/** Waits until the page has all that it asks for by itself, the parts for offline visits last. */
async function untilNothingIsAskedFor(page: Page): Promise<void> {
  const asked = () =>
    page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  await expect(async () => {
    const before = await asked()
    expect(before.some((address) => address.includes('/register-'))).toBe(true)
    await page.waitForTimeout(2000)
    expect(await asked()).toEqual(before)
  }).toPass({ timeout: 60_000 })
}

/** Has the browser look for a new version, and waits until it has it or has refused it. */
const lookForUpdate = (page: Page) =>
  page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!
    await registration.update()
    while (registration.installing) await new Promise((resolve) => setTimeout(resolve, 100))
    return registration.waiting !== null
  })

const keptVersions = (page: Page) =>
  page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('alig-playground-files')),
  )

test('it waits while a run trains, comes on request, and the training is restored', async ({
  page,
  context,
}) => {
  test.setTimeout(300_000)
  const [first, second] = [join(root, 'dist'), join(folder, 'dist')]
  site = await Site.start(['/some/path/'], await publish(first))
  const [address] = site.addresses
  const playground = new PlaygroundPage(page)
  await page.goto(`${address}#${LINK}`)
  await expect(playground.status).toContainText('Ready')
  await expect.poll(() => keptVersions(page), { timeout: 60_000 }).toHaveLength(1)
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state))
    .toBe('activated')
  const other = new PlaygroundPage(await context.newPage())
  await other.page.goto(`${address}#${LINK}&seed=2`)
  await expect(other.status).toContainText('Ready')
  // Long enough for it to say which version it runs.
  await expect
    .poll(
      () =>
        page.evaluate(
          async () =>
            (await navigator.locks.query()).held!.filter(({ mode }) => mode === 'shared').length,
        ),
      { timeout: 60_000 },
    )
    .toBe(2)
  await page.bringToFront()
  await playground.trainPast(50)

  await test.step('files of two versions at once are refused', async () => {
    const mixed = join(folder, 'mixed')
    await cp(second, mixed, { recursive: true, verbatimSymlinks: true })
    await cp(join(first, 'index.html'), join(mixed, 'index.html'))
    await publish(mixed)
    expect(await lookForUpdate(page)).toBe(false)
    expect(await keptVersions(page)).toHaveLength(1)
  })

  await publish(second)
  await test.step('the run goes on, and a note says that there is a new version', async () => {
    expect(await lookForUpdate(page)).toBe(true)
    await expect(note(page)).toBeVisible()
    await expect(note(other.page)).toBeVisible()
    await expect(title(page)).toHaveText('ALI-G Playground')
    await playground.waitForStep((await playground.step()) + 50)
    await expect(playground.pause).toBeVisible()
  })

  await test.step('on request it comes, with what has been trained', async () => {
    const before = await playground.step()
    // Of the last seconds not everything is written yet, as with any reload.
    await page.waitForTimeout(3000)
    await page.getByRole('button', { name: 'Reload', exact: true }).click()
    await expect(title(page)).toHaveText('ALI-G Playground, next version')
    await expect(playground.status).toContainText('Paused')
    const back = await playground.step()
    expect(back).toBeGreaterThanOrEqual(before)
    await playground.trainPast(back + 20)
    await playground.pauseTraining()
    const steps = numbers(await playground.exportRows('Metrics (CSV)'), 0, 'step')
    expect(steps).toEqual(steps.map((_, i) => i))
  })

  await test.step('a tab that was not asked keeps the version that it has, whole', async () => {
    await expect(title(other.page)).toHaveText('ALI-G Playground')
    await other.page.bringToFront()
    await other.openTab('Examples')
    await expect(other.page.getByRole('tabpanel')).toContainText('images')
    await expect(other.page.getByText('could not be loaded')).toHaveCount(0)
    expect(await keptVersions(page)).toHaveLength(2)
    await other.page.getByRole('button', { name: 'Reload', exact: true }).click()
    await expect(title(other.page)).toHaveText('ALI-G Playground, next version')
  })

  await test.step('then nothing is kept of the old version', async () => {
    await expect.poll(() => keptVersions(page), { timeout: 60_000 }).toHaveLength(1)
  })
})

test('a host withdraws the page with the lines of docs/offline.md, and not by deleting it', async ({
  page,
}) => {
  site = await Site.start(['/some/path/'], await publish(join(root, 'dist')))
  await page.goto(`${site.addresses[0]}#${LINK}`)
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 60_000 })
    .toBe('activated')

  const withdrawn = join(folder, 'withdrawn')
  await mkdir(withdrawn)
  await publish(withdrawn)
  const update = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      return registration!.update().then(
        () => 'found',
        () => 'missing',
      )
    })
  expect(await update()).toBe('missing')
  expect((await page.reload())!.fromServiceWorker()).toBe(true)
  await expect(title(page)).toHaveText('ALI-G Playground')
  // A request in the moment in which Chromium stops the service worker to replace it starts it again: it
  // was then still there a minute later, as developer tools (Playwright's) keep an idle one alive.
  await untilNothingIsAskedFor(page)

  const [, script] = /```js\n(.+?)```/s.exec(await readFile(join(root, 'docs/offline.md'), 'utf8'))!
  await writeFile(join(withdrawn, 'serviceWorker.js'), script!)
  expect(await update()).toBe('found')
  await expect.poll(() => keptVersions(page)).toEqual([])
  expect((await page.reload())!.status()).toBe(404)
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistration())).toBe(undefined)
})
