import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { numbers, parseCsv, PlaygroundPage } from './playgroundPage'

const LINK =
  'v=1&data=spirals&width=8&activation=tanh&batch=30&noise=0.2&backend=wasm&steps=60&eval=20&run=alig&run=sgd'

const measured = (rows: ReturnType<typeof parseCsv>, column: string) =>
  rows.flatMap((row) => (row['run'] === '0' && row[column] !== '' ? [Number(row['step'])] : []))

const story = (page: Page) => page.getByRole('region', { name: 'Why this step?' }).getByRole('list')

test('a step is told in sentences, with what was measured where somebody asks for it', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.openTab('Why this step?')
  await page.getByLabel(/^Promised and actual decrease/).check()
  await page.getByLabel(/^Stable up to/).check()
  await expect.poll(() => page.url()).toContain('view.instruments=decrease')
  await playground.trainToLimit()
  await expect(story(page)).toContainText('ALI-G wanted')
  await expect(story(page)).toContainText('the last one measured, the tangent promised')
  await expect(story(page)).toContainText('Gradient descent would be stable up to')
  await page.getByLabel('Run whose step is explained').selectOption({ label: 'SGD' })
  await expect(story(page)).toContainText('SGD took 0.1, its rate')
  const rows = await playground.exportRows('Metrics (CSV)')
  expect(measured(rows, 'alpha')).toEqual([0, 10, 20, 30, 40, 50])
  expect(measured(rows, 'stable_step_size')).toEqual([0])
  // The table keeps them over a reload.
  await page.reload()
  await expect(playground.status).toContainText('Done')
  expect(measured(await playground.exportRows('Metrics (CSV)'), 'alpha')).toHaveLength(6)
})

test('layers and single training examples are shown and exported, and change no number', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainToLimit()
  const plain = await playground.exportRows('Metrics (CSV)')
  expect(Object.keys(plain[0]!)).not.toContain('alpha')

  await playground.open(
    `${LINK}&view.tab=instruments&view.instruments=layers,interpolation,decrease`,
  )
  await playground.trainToLimit()
  const panel = page.getByRole('region', { name: 'Instruments', exact: true })
  await expect(panel.getByRole('region', { name: 'Training examples of ALI-G' })).toContainText(
    'wrong labels',
  )
  await expect(panel.getByRole('region', { name: 'Layers of ALI-G' })).toContainText('dense')
  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Layers (CSV)' }).click()
  const layers = parseCsv(await readFile(await (await download).path(), 'utf8'))
  expect(new Set(layers.map(({ step }) => step)).size).toBe(6)
  expect(layers.every((row) => Number(row['grad_norm']) > 0)).toBe(true)

  const rows = await playground.exportRows('Metrics (CSV)')
  for (const column of ['loss', 'step_size', 'weight_norm'])
    for (const run of [0, 1])
      expect(numbers(rows, run, column)).toEqual(numbers(plain, run, column))
  const evaluations = await playground.exportRows('Evaluations (CSV)')
  expect(evaluations).toHaveLength(6)
  for (const { wrong_below_1: share } of evaluations) {
    // An empty cell would be the number 0.
    expect(share).toMatch(/^\d/)
    expect(Number(share)).toBeLessThanOrEqual(1)
  }
})

test('rates are tested and one of them is set, a landscape is measured, and no number changes', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainToLimit()
  const plain = await playground.exportRows('Metrics (CSV)')

  await playground.open(`${LINK}&view.tab=instruments&view.instruments=rates,landscape`)
  const panel = page.getByRole('region', { name: 'Instruments', exact: true })
  await panel.getByRole('button', { name: 'Test the rates' }).click()
  const file = async (name: string) => {
    const download = page.waitForEvent('download')
    await panel.getByRole('button', { name }).click()
    return parseCsv(await readFile(await (await download).path(), 'utf8'))
  }
  // The button is back when it is done.
  await panel.getByRole('button', { name: 'Test the rates' }).waitFor()
  await expect(panel).toContainText('After 20 steps the loss of the batch is lowest with maxLr')
  const rates = await file('Rate test (CSV)')
  expect(rates.length).toBeGreaterThan(15)
  expect(rates.every((row) => Number(row['loss_after_1']) > 0)).toBe(true)

  await playground.trainToLimit()
  await panel.getByRole('button', { name: 'Measure the landscape' }).click()
  await panel.getByRole('button', { name: 'Measure the landscape' }).waitFor()
  await expect(panel).toContainText('The plane goes through the start of ALI-G')
  const points = await file('Landscape (CSV)')
  expect(points.filter(({ kind }) => kind === 'grid')).toHaveLength(41 * 41)
  expect(points.filter(({ kind }) => kind === 'path').length).toBeGreaterThan(20)
  const rows = await playground.exportRows('Metrics (CSV)')
  for (const column of ['loss', 'step_size', 'weight_norm'])
    for (const run of [0, 1])
      expect(numbers(rows, run, column)).toEqual(numbers(plain, run, column))

  // Both are there after a reload, as they were.
  await page.reload()
  await expect(playground.status).toContainText('Done')
  await expect(panel).toContainText('After 20 steps the loss of the batch is lowest with maxLr')
  await expect(panel).toContainText('The plane goes through the start of ALI-G')
  expect(await file('Rate test (CSV)')).toEqual(rates)
  expect(await file('Landscape (CSV)')).toEqual(points)

  await panel.getByLabel('Value of maxLr').selectOption('0.5')
  await panel.getByRole('button', { name: 'Set maxLr of ALI-G to 0.5' }).click()
  await expect(panel).toContainText('the value in force')
})
