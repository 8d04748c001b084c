/** What is trained is kept in the browser, also where the tab is killed. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { numbers, parseCsv, PlaygroundPage, withoutSeconds } from './playgroundPage'

const LINK = 'v=1&model=softmax&examples=1000&batch=20&eval=1000&backend=wasm'

/** Tabs killed at random moments; `KILLED_TABS=20 npm test` kills more of them. */
const KILLED_TABS = Number(process.env['KILLED_TABS'] ?? 4)

const savedButton = (page: Page) => page.getByRole('button', { name: 'Saved', exact: true })

/** The tab is gone at once, as when the system kills it: no event, no last words. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  session.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}

test('a reload in the middle of training brings the numbers back and goes on', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainPast(60)
  await page.waitForTimeout(2000)
  await page.reload()
  await expect(playground.status).toContainText('Paused')
  const back = await playground.step()
  expect(back).toBeGreaterThan(30)
  await expect(page.getByText('The numbers of your last visit are back')).toBeVisible()
  await playground.trainPast(back + 40)
  await playground.pauseTraining()
  const rows = await playground.exportRows('Metrics (CSV)')
  const steps = numbers(rows, 0, 'step')
  expect(steps).toEqual(steps.map((_, i) => i))

  const through = new PlaygroundPage(await page.context().newPage())
  await through.open(`${LINK}&steps=${steps.length}`)
  await through.trainToLimit()
  expect(withoutSeconds(rows)).toEqual(withoutSeconds(await through.exportRows('Metrics (CSV)')))
})

test('changes that wait for a reset are still there after a reload', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&steps=30&run=alig&run=sgd`)
  await playground.trainToLimit()
  await playground.openSettings()
  const batch = page.getByRole('spinbutton', { name: 'batch', exact: true })
  await batch.fill('25')
  await batch.press('Enter')
  const pending = page.getByRole('group', { name: 'Changes not in use yet' })
  await expect(pending).toBeVisible()
  await page.waitForTimeout(1000)
  for (const visit of ['a reload', 'a bare visit']) {
    if (visit === 'a reload') await page.reload()
    else {
      await page.goto('about:blank')
      await page.goto('./')
    }
    await expect(playground.status).toContainText('Done')
    await expect(pending).toBeVisible()
    await playground.openSettings()
    await expect(batch).toHaveValue('25')
    expect(await playground.step()).toBe(30)
    expect(numbers(await playground.exportRows('Metrics (CSV)'), 0, 'examples').at(-1)).toBe(580)
  }
  expect(page.url()).not.toContain('batch=25')
  await pending.getByRole('button', { name: 'Restart with batch 25' }).click()
  await expect(pending).toBeHidden()
  await expect(playground.status).toContainText('Done')
  expect(numbers(await playground.exportRows('Metrics (CSV)'), 0, 'examples').at(-1)).toBe(725)
})

test(`a killed tab loses less than five seconds, ${KILLED_TABS} times`, async ({ context }) => {
  test.setTimeout(400_000)
  for (let round = 0; round < KILLED_TABS; round++) {
    const playground = new PlaygroundPage(await context.newPage())
    await playground.open(`${LINK}&seed=${round + 1}`)
    await playground.trainPast(1)
    const seen: { at: number; step: number }[] = []
    const until = performance.now() + 2000 + 3000 * Math.random()
    while (performance.now() < until) {
      seen.push({ at: performance.now(), step: await playground.step() })
      await playground.page.waitForTimeout(50)
    }
    const killed = performance.now()
    await kill(playground.page)

    const next = await context.newPage()
    await next.goto('./')
    const again = new PlaygroundPage(next)
    await expect(again.status).toContainText('Paused')
    // The address follows what was brought back.
    await expect
      .poll(() => next.url())
      .toContain(round === 0 ? 'model=softmax' : `seed=${round + 1}`)
    const back = await again.step()
    const kept = seen.findLast(({ step }) => step <= back)
    expect(killed - (kept?.at ?? -Infinity)).toBeLessThan(5000)
    await next.close()
  }
  const page = await context.newPage()
  await page.goto(`./#${LINK}&seed=999`)
  const playground = new PlaygroundPage(page)
  await savedButton(page).click()
  const items = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Open' }) })
  await expect(items).toHaveCount(KILLED_TABS)
  for (let round = 0; round < KILLED_TABS; round++) {
    await items.nth(round).getByRole('button', { name: 'Open', exact: true }).click()
    await expect(playground.status).toContainText('Paused')
    expect(await playground.step()).toBeGreaterThan(0)
    await savedButton(page).click()
  }
})

test('saved experiments can be named, overlaid and deleted', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&steps=20`)
  await playground.trainToLimit()
  await page.goto('about:blank')
  await playground.open(`${LINK}&steps=20&seed=2`)
  await playground.trainToLimit()
  await savedButton(page).click()
  const dialog = page.getByRole('dialog', { name: 'Saved experiments' })
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const older = dialog.getByRole('listitem').nth(1)
  await older.getByRole('button', { name: 'Rename' }).click()
  await dialog.getByRole('textbox', { name: 'Name of the saved experiment' }).fill('The first')
  await page.keyboard.press('Enter')
  await expect(older).toContainText('The first')
  await older.getByRole('button', { name: 'Overlay' }).click()
  await expect(page.getByText('ALI-G, The first').first()).toBeVisible()
  await savedButton(page).click()
  await dialog.getByRole('listitem').first().getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Delete all' }).click()
  await dialog.getByRole('button', { name: 'Really delete all' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(0)
})

test('a full storage is said and stops nothing', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&steps=200`)
  await playground.trainToLimit()
  await expect(page.getByText('The storage of this browser is full')).toBeVisible()
})

test('an exported experiment is opened elsewhere, trained again and compared', async ({
  page,
  browser,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&steps=30&edit=10,0,maxLr:0.05&run=alig&run=adam`)
  await playground.trainToLimit()
  const json = await playground.exportText('Experiment (JSON)')
  const csv = await playground.exportText('Metrics (CSV)')
  expect(parseCsv(csv)).toHaveLength(60)

  const context = await browser.newContext()
  const other = new PlaygroundPage(await context.newPage())
  await other.page.goto(page.url().split('#')[0]!)
  await expect(other.status).toContainText('Ready')
  const choose = async (label: string, name: string, text: string) => {
    await savedButton(other.page).click()
    await other.page
      .getByLabel(`${label}: choose`)
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  }
  await choose('Open file', 'mine.json', json)
  // The runs and the words of the experiment before look the same; its length does not.
  await expect(other.page).toHaveURL(/steps=30/)
  await expect(other.status).toContainText('Ready')
  await other.trainToLimit()
  const comparison = other.page.getByRole('group', { name: 'Comparison' })
  await expect(comparison).toContainText('Of 60 rows every number but the seconds is the same.')
  await expect(comparison).toContainText('have the same hashes')

  const changed = csv.replace(/^(0,alig,5,0,100,[^,]+),([^,]+),/m, '$1,9.5,')
  expect(changed).not.toBe(csv)
  await choose('Compare with file', 'changed.csv', changed)
  await expect(comparison).toContainText('1 of 60 rows differ')
  await expect(comparison).toContainText('ALI-G, step 5')
  await choose('Compare with file', 'wrong.csv', 'a,b\n')
  await expect(other.page.getByText('The file "wrong.csv" cannot be used.')).toBeVisible()
  await context.close()
})
