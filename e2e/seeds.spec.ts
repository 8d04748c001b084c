import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const LINK =
  'model=softmax&examples=500&batch=50&steps=30&eval=10&backend=wasm&seeds=2&run=alig,maxLr:1&run=sgd'

test('two seeds are trained one after the other and shown as one', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  // Slow enough to be seen while it trains the second one.
  await playground.open(`${LINK}&view.pace=10`)
  await expect(page.getByText('median and band come with the seeds after it')).toBeVisible()
  await playground.train.click()
  await expect(playground.status).toContainText('seed 2 of 2', { timeout: 60_000 })
  await expect(playground.status).toContainText('Done', { timeout: 60_000 })
  await expect(page.getByText('Lines: median of 2 seeds')).toBeVisible()
  await expect(playground.chart('Loss').locator('.chart__band')).not.toHaveCount(0)

  const rows = await playground.exportRows('Metrics (CSV)')
  expect(rows).toHaveLength(2 * 2 * 30)
  const evaluations = await playground.exportRows('Evaluations (CSV)')
  expect(new Set(evaluations.map(({ seed }) => seed))).toEqual(new Set(['1', '2']))

  // The table has the median of both seeds, and how far they lie apart.
  const last = evaluations
    .filter(({ run, step }) => run === '0' && step === '30')
    .map(({ test_accuracy }) => Number(test_accuracy))
    .sort((a, b) => a - b)
  expect(last).toHaveLength(2)
  const percent = (share: number) => (100 * share).toFixed(1)
  const row = page.getByRole('table', { name: 'Compare runs' }).getByRole('row', { name: /ALI-G/ })
  await expect(row).toContainText(percent((last[0]! + last[1]!) / 2))
  await expect(row).toContainText(`${percent(last[0]!)}\u2013${percent(last[1]!)} %`)

  // The script trains both seeds too, and knows the hashes of both.
  const json = await playground.exportText('Experiment (JSON)')
  const script = await playground.exportText('PyTorch script')
  expect(script).toMatch(/^Link: #.*&seeds=2&/m)
  const { seeds } = JSON.parse(json) as { seeds: { hashes: Record<string, string> }[] }
  expect(seeds).toHaveLength(2)
  for (const { hashes } of seeds)
    for (const hash of Object.values(hashes)) expect(script).toContain(`"${hash}"`)

  // The file of all seeds can be opened again: drawn as medians, compared seed by seed.
  await page.getByRole('button', { name: 'Saved', exact: true }).click()
  await page
    .getByLabel('Compare with file: choose')
    .setInputFiles({ name: 'all.json', mimeType: 'text/plain', buffer: Buffer.from(json) })
  const comparison = page.getByRole('group', { name: 'Comparison' })
  await expect(comparison).toContainText('Of 120 rows every number but the seconds is the same.')
  await expect(comparison).toContainText('have the same hashes')

  // Each seed is what its own link gives.
  await playground.open(LINK.replace('seeds=2', 'seed=2'))
  await playground.trainToLimit()
  const alone = await playground.exportRows('Metrics (CSV)')
  const withoutClock = (all: typeof rows) => all.map(({ seconds: _, seed: __, ...row }) => row)
  expect(withoutClock(alone)).toEqual(withoutClock(rows.filter(({ seed }) => seed === '2')))
})

test('several seeds without an end are offered one', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('model=softmax&examples=500&batch=50&backend=wasm&seeds=3&run=alig')
  await playground.train.click()
  await expect(page.getByText('To go through 3 seeds, training has to end')).toBeVisible()
  await page.getByRole('button', { name: 'Stop after 3 epochs (30 steps)' }).click()
  await expect.poll(() => page.url()).toContain('steps=30')
  await playground.openSettings()
  await expect(page.getByRole('spinbutton', { name: 'seeds' })).toHaveValue('3')
})
