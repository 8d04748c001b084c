/** What version 1 of the page has kept in people's browsers is found again. */
import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { PlaygroundPage } from '../playgroundPage'
import { writeDatabases } from './databases'
import { expectClose } from './closeness'
import { profile, profileFacts } from './fixtures'
import { csvInColumnsOf } from './olderColumns'
import { advance, linesOf, rowsOf, savedItems } from './steps'

const { saved, seeds, strip } = profileFacts()
const { databases, localStorage: local, sessionStorage: session } = profile()
const [underWay] = saved

/** A browser that has used version 1: its storage is filled before the page runs. */
async function fillStorage(page: Page): Promise<void> {
  await page.goto('./favicon.svg')
  // Playwright's type of an argument does not end where values nest.
  await page.evaluate(writeDatabases, databases as never)
  await page.evaluate((entries) => {
    for (const [key, value] of entries) localStorage.setItem(key, value)
  }, Object.entries(local))
}

test.beforeEach(({ page }) => fillStorage(page))

/** Every item has the columns of its time. */
const OLDER = `${underWay!.metrics[0]!}\n`
const OLDER_OF_SEEDS = `${seeds.metrics[0]!}\n`

const exported = async (playground: PlaygroundPage, columns = OLDER) => ({
  metrics: linesOf(csvInColumnsOf(columns, await playground.exportText('Metrics (CSV)'))),
  evaluations: linesOf(await playground.exportText('Evaluations (CSV)')),
})

const SUMMARY = /^(?<runs>.*); (?<steps>\d+) steps of (?<batch>\d+) \w+, seed (?<seed>\d+)$/

const fragment = (page: Page) => page.url().split('#')[1]

test('the experiment under way comes back and goes on', async ({ page, context }) => {
  const playground = new PlaygroundPage(page)
  await page.goto('./')
  await expect(playground.status).toContainText('Paused')
  await expect(page.getByText('The numbers of your last visit are back: 50 steps')).toBeVisible()
  expect(await playground.step()).toBe(50)
  await expect.poll(() => fragment(page)).toBe(underWay!.link)
  expect(underWay!.link).toContain('edit=20,0,maxLr:0.05')
  await expect(playground.run('ALI-G').getByRole('spinbutton', { name: 'maxLr' })).toHaveValue(
    '0.05',
  )
  await expect(playground.chart('Step size')).toContainText('maxLr 0.2 → 0.05')
  expect(await exported(playground)).toEqual({
    metrics: underWay!.metrics,
    evaluations: underWay!.evaluations,
  })

  await test.step('with the settings of this browser', async () => {
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(page.getByRole('complementary', { name: 'First steps' })).toHaveCount(0)
  })

  await advance(playground, 10)
  const after = csvInColumnsOf(OLDER, await playground.exportText('Metrics (CSV)'))
  expect(linesOf(after).slice(0, underWay!.metrics.length)).toEqual(underWay!.metrics)
  const through = new PlaygroundPage(await context.newPage())
  await through.open(`${underWay!.link}&steps=60`)
  await through.trainToLimit()
  const whole = csvInColumnsOf(OLDER, await through.exportText('Metrics (CSV)'))
  expectClose(rowsOf(after), rowsOf(whole))
})

/** Version 1 said the same in more words. */
const inWordsOfToday = (status: string) => status.replace(/^Finished: (.+) done$/, 'Done: $1')

test('every saved experiment is listed and opens with its numbers', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await page.goto('./')
  await expect(playground.status).toContainText('Paused')
  await expect(await savedItems(page)).toHaveCount(saved.length)
  await page.keyboard.press('Escape')
  // The one under way is on the page: it comes last, so that each is opened in place of another.
  const places = [...saved.keys()].slice(1).concat(0)
  for (const place of places) {
    const { title, summary, status, link, ...tables } = saved[place]!
    await test.step(`${title}: ${summary}`, async () => {
      // The order may change: one that is opened may be written again.
      const { runs, steps, batch, seed } = SUMMARY.exec(summary)!.groups!
      const item = (await savedItems(page))
        .filter({ has: page.getByText(title, { exact: true }) })
        .filter({ hasText: `${runs}; ${steps} steps of ${batch}` })
        .filter({ hasText: `seed ${seed}` })
      await item.getByRole('button', { name: 'Open', exact: true }).click()
      await expect.poll(() => fragment(page)).toBe(link)
      await expect(playground.status).toHaveText(inWordsOfToday(status))
      expect(await playground.step()).toBe(Number(steps))
      expect(await exported(playground)).toEqual(tables)
    })
  }
  // An opened experiment stands alone; what was on the page before stays in the list.
  await expect(page.getByRole('row', { name: /^Forget Mine, take \d/ })).toBeHidden()
  await expect(await savedItems(page)).toHaveCount(saved.length)
})

test('a saved experiment is overlaid on the one under way by its name', async ({ page }) => {
  await page.goto('./')
  await expect(new PlaygroundPage(page).status).toContainText('Paused')
  const items = await savedItems(page)
  await items
    .filter({ hasText: 'The first' })
    .getByRole('button', { name: 'Overlay', exact: true })
    .click()
  const row = page
    .getByRole('table', { name: 'Compare runs' })
    .getByRole('row', { name: 'Mine, The first' })
  await expect(row).toContainText('maxLr 1')
  await expect(row).toContainText('80.5 %')
})

test('a reload brings a repetition over two seeds back as a whole', async ({ page }) => {
  const descriptions = databases[0]!.stores.find(({ name }) => name === 'experiments')!
  const last = (
    descriptions.records as readonly { id: string; repeat: { before: unknown[] } | null }[]
  ).find(({ repeat }) => repeat?.before.length === 1)!
  const key = Object.keys(session)[0]!
  await page.evaluate(([name, id]) => sessionStorage.setItem(name, id), [key, last.id] as const)
  const playground = new PlaygroundPage(page)
  await playground.open(seeds.link)
  await page.reload()
  await expect(playground.status).toContainText('Done')
  await expect(page.getByText('Lines: median of 2 seeds')).toBeVisible()
  expect(await exported(playground, OLDER_OF_SEEDS)).toEqual({
    metrics: seeds.metrics,
    evaluations: seeds.evaluations,
  })
})

test("a person's own data are at hand for the link that names them", async ({ page }) => {
  const own = saved.find(({ title }) => /^Your own data/.test(title))!
  const playground = new PlaygroundPage(page)
  await playground.open(own.link)
  await playground.openSettings()
  await expect(page.getByRole('group', { name: 'Your own data' })).toContainText(
    '60 training and 20 test images, 8 x 8 in grey, 3 classes',
  )
  await playground.trainToLimit()
  const tables = await exported(playground)
  for (const kind of ['metrics', 'evaluations'] as const)
    expectClose(rowsOf(tables[kind].join('\n')), rowsOf(own[kind].join('\n')))
})

test('a finished robustness strip is there without being trained again', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(strip.link)
  const panel = page.getByRole('region', { name: 'Robustness strip' })
  await expect(panel.getByText('The strip is done: 3 values')).toBeVisible()
  await panel.getByText('All numbers').click()
  const started = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Strip (CSV)', exact: true }).click()
  const text = await readFile(await (await started).path(), 'utf8')
  expect(linesOf(text)).toEqual(strip.table)
})
