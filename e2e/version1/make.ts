/** Makes what fixtures/version1 holds, into test-results; see the README there. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { expect, test, type BrowserContext } from '@playwright/test'
import { drop } from '../userFiles'
import { PlaygroundPage } from '../playgroundPage'
import { readDatabases } from './databases'
import type { Opened, ProfileFacts, SavedItem, Training } from './fixtures'
import { advance, chooseFile, comparedRows, exportFile, linesOf, ownSet, savedItems } from './steps'

const FOLDER = 'test-results/version1'

const LINKS = [
  {
    id: 'softmax',
    link: 'v=1&model=softmax&shuffle=0&steps=60&eval=20&backend=wasm',
    hasJson: true,
  },
  {
    id: 'cnn',
    link:
      'v=1&examples=2000&model=cnn&batch=32&steps=40&eval=20&backend=wasm' +
      '&run=alig&run=sgd,momentum:0.9&edit=10,0,maxLr:0.05&edit=25,1,lr:0.02',
    hasJson: false,
  },
  {
    id: 'spirals',
    link:
      'v=1&data=spirals&width=24&depth=2&activation=tanh&batch=30&steps=200&eval=50&backend=wasm' +
      '&seeds=3&run=alig,maxLr:1&run=sgd',
    hasJson: true,
  },
] as const

const save = async (name: string, text: string) => {
  await mkdir(FOLDER, { recursive: true })
  await writeFile(`${FOLDER}/${name}`, text)
}
const saveJson = (name: string, value: unknown) => save(name, `${JSON.stringify(value, null, 2)}\n`)

test('tables, files, and what the page shows of them', async ({ page, context }) => {
  const trainings: Training[] = []
  const opened: Opened[] = []
  for (const { id, link, hasJson } of LINKS) {
    const playground = new PlaygroundPage(page)
    await page.goto('about:blank')
    await playground.open(link)
    await playground.trainToLimit()
    const metrics = await exportFile(playground, 'Metrics (CSV)')
    const evaluations = await exportFile(playground, 'Evaluations (CSV)')
    await save(`${id}.metrics.csv`, metrics.text)
    await save(`${id}.evaluations.csv`, evaluations.text)
    trainings.push({
      ...{ id, link, hasJson },
      metricsName: metrics.name,
      evaluationsName: evaluations.name,
    })
    if (!hasJson) continue
    const { text } = await exportFile(playground, 'Experiment (JSON)')
    await save(`${id}.json`, text)
    const other = new PlaygroundPage(await context.newPage())
    await other.open('v=1&model=softmax&examples=100&batch=10&run=adam')
    const file = `${id}.json`
    await chooseFile(other.page, 'Open file', file, text)
    await expect(other.status).toContainText('Ready')
    await expect.poll(() => other.page.url().split('#')[1]).toBe(link)
    await expect(other.page.getByRole('group', { name: 'Comparison' })).toContainText(file)
    opened.push({ file, link, rows: await comparedRows(other.page) })
    await other.page.close()
  }
  await saveJson('trainings.json', trainings)
  await saveJson('opened.json', opened)
})

const SEEDS =
  'v=1&data=spirals&width=16&activation=tanh&batch=30&steps=60&eval=30&backend=wasm&seeds=2' +
  '&run=alig,maxLr:1&run=adam,lr:0.01'
const STRIP =
  'v=1&data=spirals&width=8&batch=30&backend=wasm&run=alig' +
  '&view.strip=alig,sgd&view.stripValues=3&view.stripEpochs=1'

/** The profile of somebody who has used the page for a while. */
async function useThePage(context: BrowserContext) {
  const page = await context.newPage()
  const playground = new PlaygroundPage(page)
  const fresh = async (link: string) => {
    await page.goto('about:blank')
    await playground.open(link)
  }

  await fresh(
    'v=1&examples=1000&model=softmax&batch=50&steps=20&eval=10&backend=wasm' +
      '&run=alig,maxLr:1,name:Mine',
  )
  await page.getByRole('button', { name: 'Dismiss hints' }).click()
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await playground.trainToLimit()
  const items = await savedItems(page)
  await items.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name of the saved experiment' }).fill('The first')
  await page.keyboard.press('Enter')
  await expect(items).toContainText('The first')

  await fresh('v=1&width=16&batch=20&steps=20&eval=10&backend=wasm&run=alig&run=adam')
  await drop(page, ownSet())
  await expect(page.getByRole('group', { name: 'Your own data' })).toContainText('60 training')
  await expect(playground.status).toContainText('Ready')
  await playground.trainToLimit()

  await fresh(SEEDS)
  await playground.trainToLimit()
  const seeds = {
    link: page.url().split('#')[1]!,
    metrics: linesOf(await playground.exportText('Metrics (CSV)')),
    evaluations: linesOf(await playground.exportText('Evaluations (CSV)')),
  }

  await fresh(STRIP)
  const strip = page.getByRole('region', { name: 'Robustness strip' })
  await strip.getByRole('button', { name: 'Run the strip', exact: true }).click()
  await expect(strip.getByText('The strip is done: 3 values')).toBeVisible({ timeout: 90_000 })
  await strip.getByText('All numbers').click()
  const started = page.waitForEvent('download')
  await strip.getByRole('button', { name: 'Strip (CSV)', exact: true }).click()
  const table = linesOf(await readFile(await (await started).path(), 'utf8'))

  await fresh(
    'v=1&examples=1000&model=softmax&batch=20&eval=25&backend=wasm' +
      '&run=alig,maxLr:0.5&run=sgd&run=adam',
  )
  await advance(playground, 10)
  const maxLr = playground.run('ALI-G').getByRole('spinbutton', { name: 'maxLr' })
  const change = async (value: string) => {
    await maxLr.fill(value)
    await maxLr.press('Enter')
  }
  await change('0.2')
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await expect(playground.status).toContainText('Ready')
  await advance(playground, 20)
  await change('0.05')
  await advance(playground, 30)
  await expect.poll(() => page.url()).toContain('edit=20,0,maxLr:0.05')
  await page.waitForTimeout(1500)
  const session = await page.evaluate(() => ({ ...sessionStorage }))
  await page.close()
  return { seeds, strip: { link: STRIP, table }, session }
}

test('the storage of a browser', async ({ context }) => {
  const { session, ...facts } = await useThePage(context)
  const page = await context.newPage()
  await page.goto('./favicon.svg')
  const databases = await page.evaluate(readDatabases, ['alig-playground', 'alig-playground-own'])
  const local = await page.evaluate(() => ({ ...localStorage }))
  const profile = { databases, localStorage: local, sessionStorage: session }
  await save('profile.json', JSON.stringify(profile))

  const playground = new PlaygroundPage(page)
  await page.goto('./')
  await expect(playground.status).toContainText('Paused')
  const saved: SavedItem[] = []
  const count = await (await savedItems(page)).count()
  await page.keyboard.press('Escape')
  for (let i = 0; i < count; i++) {
    const item = (await savedItems(page)).nth(i)
    const title = await item.locator('strong').innerText()
    const summary = await item.locator('time + span').innerText()
    await item.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(playground.status).toContainText(/^(Paused|Finished|Done)/)
    const steps = Number(/([\d,]+) steps? of/.exec(summary)![1])
    await expect.poll(() => playground.step()).toBe(steps)
    await page.waitForTimeout(1000)
    saved.push({
      ...{ title, summary },
      status: await playground.status.innerText(),
      link: page.url().split('#')[1]!,
      metrics: linesOf(await playground.exportText('Metrics (CSV)')),
      evaluations: linesOf(await playground.exportText('Evaluations (CSV)')),
    })
  }
  const all: ProfileFacts = { ...facts, saved }
  await saveJson('profileFacts.json', all)
})
