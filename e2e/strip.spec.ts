import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { parseCsv, PlaygroundPage } from './playgroundPage'

const LINK =
  'model=softmax&examples=500&batch=50&steps=20&backend=wasm&run=alig&run=sgd' +
  '&view.strip=alig,sgd&view.stripRange=0.01:100&view.stripValues=5&view.stripEpochs=1'

test('a strip runs to its end, can be paused, and gives its numbers away', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  const strip = page.getByRole('region', { name: 'Robustness strip' })
  const button = (name: string) => strip.getByRole('button', { name, exact: true })
  // A link opens it, and trains nothing.
  await expect(button('Run the strip')).toBeVisible()
  await expect(strip.getByRole('spinbutton', { name: 'values' })).toHaveValue('5')
  await expect(strip.getByRole('checkbox', { name: 'Adam' })).not.toBeChecked()

  await playground.trainToLimit()
  const before = await playground.exportRows('Metrics (CSV)')
  await button('Run the strip').click()
  await button('Pause the strip').click()
  await expect(strip.getByText('The strip is paused')).toBeVisible()
  await button('Go on with the strip').click()
  await expect(strip.getByText('The strip is done: 5 values')).toBeVisible({ timeout: 90_000 })

  await strip.getByText('All numbers').click()
  const table = strip.getByRole('table', { name: 'Strip', exact: true })
  const rows = table.locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(5)
  const download = page.waitForEvent('download')
  await button('Strip (CSV)').click()
  const csv = parseCsv(await readFile(await (await download).path(), 'utf8'))
  expect(csv).toHaveLength(10)
  expect(csv.map(({ optimizer, rate }) => `${optimizer} ${rate}`).slice(4, 7)).toEqual([
    'alig 100',
    'sgd 0.01',
    'sgd 0.1',
  ])
  for (const { optimizer, rate, train_loss, test_accuracy, diverged_at } of csv) {
    const row = table.locator('tbody tr', {
      has: page.getByRole('rowheader', { name: rate!, exact: true }),
    })
    if (diverged_at !== '') {
      await expect(row).toContainText(`diverged at step ${diverged_at}`)
      continue
    }
    const cells = row.getByRole('cell')
    const first = optimizer === 'alig' ? 0 : 2
    const loss = Number((await cells.nth(first).textContent())!)
    expect(loss).toBeCloseTo(Number(train_loss), loss < 1 ? 3 : 2 - Math.floor(Math.log10(loss)))
    await expect(cells.nth(first + 1)).toHaveText(`${(100 * Number(test_accuracy)).toFixed(1)} %`)
  }
  // Large steps that ALI-G does not take: its loss is far below that of SGD.
  const lossAt = (optimizer: string) =>
    Number(
      csv.find((row) => row['optimizer'] === optimizer && row['rate'] === '100')!['train_loss'] ||
        Infinity,
    )
  expect(lossAt('alig')).toBeLessThan(0.5 * lossAt('sgd'))

  // What the page has trained is as it was.
  expect(await playground.exportRows('Metrics (CSV)')).toEqual(before)
})
