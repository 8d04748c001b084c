import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { parseCsv, PlaygroundPage } from './playgroundPage'

const LINK =
  'model=softmax&examples=500&batch=50&steps=20&backend=wasm&run=alig&run=sgd' +
  '&view.strip=alig,sgd&view.stripRange=0.01:1&view.stripValues=2&view.stripEpochs=1'

async function drop(page: Page, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, body]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([body!], file!))
      return transfer
    },
    [name, content],
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
}

test('a strip leaves as a folder of programs, and its results come back', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  const strip = page.getByRole('region', { name: 'Robustness strip' })
  const download = page.waitForEvent('download')
  await strip.getByRole('button', { name: 'Export for a cluster', exact: true }).click()
  const zip = await download
  expect(zip.suggestedFilename()).toBe('alig-playground-sweep.zip')
  const files = unzipSync(await readFile(await zip.path()))
  const text = (name: string) => strFromU8(files[`alig-playground-sweep/${name}`]!)
  const trials = text('trials.csv').trim().split('\n')
  expect(trials).toHaveLength(1 + 4)
  expect(text('README.md')).toContain('view.strip=alig')

  await strip.getByRole('button', { name: 'Run the strip', exact: true }).click()
  await expect(strip.getByText('The strip is done: 2 values')).toBeVisible({ timeout: 90_000 })
  // As a worker would have written it: three good ones and a failure.
  const rows = trials.map((line, i) => {
    if (i === 0) return `${line},train_loss,test_loss,test_accuracy,diverged_at,status,backend`
    return i === 4 ? `${line},,,,7,diverged,torch` : `${line},0.5,0.5,0.75,,ok,torch`
  })
  await drop(page, 'results.csv', rows.join('\n'))
  const results = strip.getByRole('region', { name: 'Results in "results.csv"' })
  await expect(results).toContainText('4 trainings, 1 of them diverged.')
  await expect(results).toContainText('The page has trained 4 of them, too. Largest difference')
  await expect(results.getByRole('figure', { name: 'Test accuracy in the file' })).toBeVisible()

  await drop(page, 'results.csv', rows.join('\n').replace(',0.75,', ',high,'))
  await expect(page.getByText('row 2 has "high" as its test_accuracy')).toBeVisible()
  await results.getByRole('button', { name: 'Put these results away' }).click()
  await expect(results).toHaveCount(0)
})

test('results of a map come back as a map beside the own one', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK.replace('alig,sgd', 'alig')}&view.stripY=noise:0:0.4:2`)
  const map = page.getByRole('region', { name: 'Robustness map' })
  await map.getByRole('button', { name: 'Run the map', exact: true }).click()
  await expect(map.getByText('The map is done: 2 × 2 values')).toBeVisible({ timeout: 90_000 })
  const download = page.waitForEvent('download')
  await map.getByRole('button', { name: 'Map (CSV)', exact: true }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('alig-playground-map.csv')
  const own = parseCsv(await readFile(await file.path(), 'utf8'))
  expect(own).toHaveLength(4)

  // As trained elsewhere: one cell came out otherwise, and one diverged.
  const columns = Object.keys(own[0]!)
  const moved = own.map((row) => {
    if (row['rate'] !== '1') return row
    if (row['noise'] === '0') return { ...row, test_accuracy: '0.25' }
    const lost = { train_loss: '', test_loss: '', test_accuracy: '', diverged_at: '3' }
    return { ...row, ...lost }
  })
  const lines = moved.map((row) => columns.map((column) => row[column]).join())
  await drop(page, 'results.csv', [columns.join(), ...lines].join('\n'))
  const results = map.getByRole('region', { name: 'Results in "results.csv"' })
  await expect(results).toContainText('4 trainings, 1 of them diverged.')
  const [there, here] = ['in the file', 'on this page'].map((where) =>
    results.getByRole('grid', { name: `Map ${where}: ALI-G, noise by maxLr` }),
  )
  await expect(here!.getByRole('button')).toHaveCount(4)
  const texts = await here!.getByRole('button').locator('span').allTextContents()
  // The largest noise is on top, and the largest rate on the right.
  const accuracyOf = (rate: string, noise: string) =>
    Number(own.find((row) => row['rate'] === rate && row['noise'] === noise)!['test_accuracy'])
  const percent = (rate: string, noise: string) => (100 * accuracyOf(rate, noise)).toFixed(1)
  expect(texts[2]).toBe(percent('0.01', '0'))
  expect(texts[3]).toBe(percent('1', '0'))
  await expect(there!.getByRole('button').locator('span')).toHaveText([
    ...[texts[0]!, '×'],
    ...[texts[2]!, '25.0'],
  ])
  const apart = Number((100 * Math.abs(accuracyOf('1', '0') - 0.25)).toPrecision(2))
  await expect(results).toContainText(
    `4 cells are in both. Largest difference of their test accuracy: ${apart} points, at maxLr 1, ` +
      'noise 0. 1 of them failed on one side alone.',
  )
  const axe = new AxeBuilder({ page }).include('section[aria-labelledby="sweep-results"]')
  expect((await axe.analyze()).violations).toEqual([])
  await there!.getByRole('button', { name: /^maxLr 1, noise 0: test accuracy 25.0/ }).click()
  await expect.poll(() => page.url()).toMatch(/run=alig,maxLr:1&/)
  await expect(there!).toBeVisible()

  // A page that knows nothing of it shows the map, too; there is nothing to open.
  await page.goto(page.url().replace(/#.*/, '#v=1&model=softmax&examples=500&backend=wasm'))
  await page.reload()
  await expect(playground.train).toBeEnabled()
  await drop(page, 'results.csv', [columns.join(), ...lines].join('\n'))
  const alone = page.getByRole('grid', { name: 'Map in the file: ALI-G, noise by maxLr' })
  await expect(alone.getByRole('img')).toHaveCount(4)
  await expect(alone.getByRole('button')).toHaveCount(0)
  await alone.getByRole('img', { name: /^maxLr 0.01, noise 0.4:/ }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(alone.getByRole('img', { name: /^maxLr 1, noise 0:/ })).toBeFocused()
  expect((await axe.analyze()).violations).toEqual([])
})
