import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { parseCsv, PlaygroundPage, type Row } from './playgroundPage'

const LINK =
  'data=spirals&points=120&width=16&depth=2&activation=tanh&batch=30&steps=40&backend=wasm' +
  '&run=alig&run=sgd&view.strip=alig&view.stripRange=0.1:10&view.stripValues=3' +
  '&view.stripY=noise:0:0.4:2&view.stripSeeds=2&view.stripEpochs=10'

const sweepOf = (page: Page) => page.getByRole('region', { name: 'Robustness map' })

async function save(page: Page, file: 'CSV' | 'JSON' | 'SVG' | 'PNG'): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await sweepOf(page)
    .getByRole('button', { name: `Map (${file})`, exact: true })
    .click()
  return readFile(await (await download).path())
}

const saveCsv = async (page: Page) => parseCsv((await save(page, 'CSV')).toString('utf8'))
const keyOf = ({ rate, noise, seed }: Row) => `${rate} ${noise} ${seed}`

test('a map goes on after a reload, gives its numbers away, and opens a cell', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  // Long enough to be left in the middle.
  await playground.open(LINK.replace('stripEpochs=10', 'stripEpochs=400'))
  const sweep = sweepOf(page)
  const button = (name: string) => sweep.getByRole('button', { name, exact: true })
  const map = sweep.getByRole('grid', { name: 'Map: ALI-G, noise by maxLr' })
  await expect(map.getByRole('button')).toHaveCount(6)
  // What it will take is said before.
  await expect(
    sweep.getByText(/^12 trainings of 1,600 steps, about \d+ (second|minute)/),
  ).toBeVisible()
  await button('Run the map').click()
  await expect(sweep.getByText(/cells 4 to 6 of 12/)).toBeVisible({ timeout: 60_000 })
  await page.reload()
  await expect(sweep.getByText(/^Stopped: [36] of 12 values are done/)).toBeVisible()
  const before = await saveCsv(page)
  expect(before.length).toBeGreaterThanOrEqual(3)
  await button('Go on with the map').click()
  await expect(sweep.getByText('The map is done: 3 × 2 values')).toBeVisible({ timeout: 90_000 })

  const csv = await saveCsv(page)
  expect(csv).toHaveLength(12)
  for (const row of before) expect(csv.find((one) => keyOf(one) === keyOf(row))).toEqual(row)
  const accuracies = csv
    .filter(({ rate, noise }) => rate === '1' && noise === '0')
    .map((row) => Number(row['test_accuracy']))
  expect(accuracies).toHaveLength(2)
  const median = `${(50 * (accuracies[0]! + accuracies[1]!)).toFixed(1)}`
  const cell = map.getByRole('button', { name: /^maxLr 1, noise 0: test accuracy/ })
  await expect(cell).toContainText(median)
  const json = JSON.parse((await save(page, 'JSON')).toString('utf8'))
  expect(json.trials).toHaveLength(12)

  // The picture has the same numbers.
  const svg = (await save(page, 'SVG')).toString('utf8')
  expect(svg).toContain('ALI-G: test accuracy by noise and maxLr')
  const cells = await map.getByRole('button').locator('span').allTextContents()
  for (const words of cells) expect(svg).toContain(`>${words}</text>`)
  expect((await save(page, 'PNG')).subarray(1, 4).toString()).toBe('PNG')

  // Arrows go from cell to cell, and Enter opens what it was trained on; the map is there still.
  await map.getByRole('button', { name: /^maxLr 0.1, noise 0.4:/ }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(cell).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toMatch(/steps=1600.*run=alig,maxLr:1&/)
  expect(page.url()).not.toContain('run=sgd')
  expect(page.url()).not.toContain('noise=')
  await expect(sweep.getByText('The map is done: 3 × 2 values')).toBeVisible()
  await expect(cell).toContainText(median)
  await playground.train.click()
  await expect(playground.status).toContainText('seed 2 of 2', { timeout: 60_000 })
  await expect(playground.status).toContainText('Done', { timeout: 60_000 })
  const evaluations = await playground.exportRows('Evaluations (CSV)')
  const last = evaluations.filter(({ step }) => step === '1600')
  expect(last.map((row) => Number(row['test_accuracy']))).toEqual(accuracies)
})

test('a second setting is chosen in the form, and the map counts steps to a target', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(
    'data=spirals&points=120&width=16&depth=2&activation=tanh&batch=30&backend=wasm' +
      '&view.strip=alig,sgd&view.stripValues=2&view.stripRange=0.1:1&view.stripEpochs=20',
  )
  const strip = page.getByRole('region', { name: 'Robustness strip' })
  await strip.getByLabel('second setting', { exact: true }).selectOption('turn')
  const sweep = sweepOf(page)
  // One map to begin with.
  await expect(sweep.getByRole('checkbox', { name: 'SGD', exact: true })).not.toBeChecked()
  await expect.poll(() => page.url()).toMatch(/view\.stripY=turn:[\d.]+:[\d.]+:6/)
  for (const [name, value] of [
    ['second from', '1'],
    ['second to', '8'],
    ['second values', '2'],
    ['target', '80'],
  ] as const) {
    await sweep.getByRole('spinbutton', { name, exact: true }).fill(value)
    await sweep.getByRole('spinbutton', { name, exact: true }).press('Enter')
  }
  await expect.poll(() => page.url()).toContain('view.stripY=turn:1:8:2')
  await sweep.getByRole('button', { name: 'Run the map', exact: true }).click()
  await expect(sweep.getByText('The map is done: 2 × 2 values')).toBeVisible({ timeout: 60_000 })
  await sweep.getByRole('radio', { name: 'steps to the target' }).check({ force: true })
  const map = sweep.getByRole('grid', { name: 'Map: ALI-G, turn by maxLr' })
  await expect(
    map.getByRole('button', { name: /^maxLr 1, turn 1: steps to the target \d+/ }),
  ).toBeVisible()
  for (const row of await saveCsv(page))
    if (row['steps_to_target']) expect(Number(row['steps_to_target'])).toBeLessThanOrEqual(80)
})
