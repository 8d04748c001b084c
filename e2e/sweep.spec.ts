import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { parseCsv, PlaygroundPage, type Row } from './playgroundPage'

const LINK =
  'model=softmax&examples=500&batch=50&steps=20&backend=wasm&run=alig&run=sgd' +
  '&view.strip=alig,sgd&view.stripRange=0.01:100&view.stripValues=5&view.stripEpochs=1'

const sweepOf = (page: Page) => page.getByRole('region', { name: 'Robustness strip' })

async function save(page: Page, strip: Locator, file: 'CSV' | 'SVG' | 'PNG'): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await strip.getByRole('button', { name: `Strip (${file})`, exact: true }).click()
  return readFile(await (await download).path())
}

const saveCsv = async (page: Page, strip: Locator) =>
  parseCsv((await save(page, strip, 'CSV')).toString('utf8'))

test('a strip runs to its end, can be paused, and gives its numbers away', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  const strip = sweepOf(page)
  const button = (name: string) => strip.getByRole('button', { name, exact: true })
  // A link opens it, and trains nothing.
  await expect(button('Run the strip')).toBeVisible()
  await expect(strip.getByRole('spinbutton', { name: 'values' })).toHaveValue('5')
  await expect(strip.getByRole('checkbox', { name: 'Adam', exact: true })).not.toBeChecked()

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
  const csv = await saveCsv(page, strip)
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

  // Good rates are measured by each optimizer's own best, or by the best of all: in words.
  await expect(strip.getByText('of the optimizer’s own best test accuracy')).toBeVisible()
  await strip.getByRole('radio', { name: 'near the best of all' }).check({ force: true })
  await expect(strip.getByText(/of the best test accuracy of all: [\d.]+\s%, /)).toBeVisible()
  await expect.poll(() => page.url()).toContain('view.stripGood=all')

  // What the page has trained is as it was.
  expect(await playground.exportRows('Metrics (CSV)')).toEqual(before)
})

/** What the markers of one colour in an SVG say, by the axis that is drawn beside them. */
async function valuesOf(page: Page, svg: string, title: string, slot: number): Promise<number[]> {
  return page.evaluate(
    ({ svg, title, slot }) => {
      const file = new DOMParser().parseFromString(svg, 'image/svg+xml')
      if (file.querySelector('parsererror')) throw new Error('The file is not XML.')
      const color = getComputedStyle(document.documentElement).getPropertyValue(`--run-${slot}`)
      const chart = [...file.querySelectorAll('g')].find(
        (group) => group.querySelector(':scope > title')?.textContent === title,
      )!
      const ticks = [...chart.querySelectorAll('text[text-anchor="end"][font-size="12"]')]
        .map((tick) => ({ y: Number(tick.getAttribute('y')), text: tick.textContent }))
        .filter(({ text }) => /^[\d.,]+(\s%)?$/.test(text))
        .map(({ y, text }) => ({
          y,
          value: parseFloat(text.replaceAll(',', '')) / (text.endsWith('%') ? 100 : 1),
        }))
      const isLog = title.includes('loss')
      const scaled = (value: number) => (isLog ? Math.log(value) : value)
      const [low, high] = [ticks.at(0)!, ticks.at(-1)!]
      // All markers of a line are one path; each begins with its place.
      return [...chart.querySelectorAll('g > path[transform^="scale"]')]
        .filter((markers) => markers.getAttribute('stroke') === color.trim())
        .flatMap((markers) => {
          const scale = Number(/[\d.]+/.exec(markers.getAttribute('transform')!)![0])
          const places = markers.getAttribute('d')!.matchAll(/M[\d.]+ ([\d.]+)/g)
          return [...places].map(([, y]) => scale * Number(y))
        })
        .map((y) => {
          const share = (y - low.y) / (high.y - low.y)
          const value = scaled(low.value) + share * (scaled(high.value) - scaled(low.value))
          return isLog ? Math.exp(value) : value
        })
    },
    { svg, title, slot },
  )
}

test('a strip over two seeds: its files say the same as its table', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&seeds=2`)
  const strip = sweepOf(page)
  await strip.getByRole('button', { name: 'Run the strip', exact: true }).click()
  await expect(strip.getByText(/done: 5 values.*each of 2 seeds/)).toBeVisible({ timeout: 90_000 })
  const csv = await saveCsv(page, strip)
  expect(csv).toHaveLength(2 * 5 * 2)
  expect(new Set(csv.map(({ backend }) => backend))).toEqual(new Set(['wasm']))
  const valuesAt = (optimizer: string, rate: string, column: string) =>
    csv
      .filter((row) => row['optimizer'] === optimizer && row['rate'] === rate)
      .map((row) => Number(row[column] || NaN))
  const rates = ['0.01', '0.1', '1', '10', '100']
  const medians = (column: string) =>
    rates.map((rate) => {
      const values = valuesAt('alig', rate, column)
      expect(values).toHaveLength(2)
      return (values[0]! + values[1]!) / 2
    })
  const accuracies = medians('test_accuracy')
  const losses = medians('train_loss')

  await strip.getByText('All numbers').click()
  const rows = strip.getByRole('table', { name: 'Strip', exact: true }).locator('tbody tr')
  for (const [i, accuracy] of accuracies.entries()) {
    const cells = rows.nth(i).getByRole('cell')
    await expect(cells.nth(1)).toContainText(`${(100 * accuracy).toFixed(1)} %`)
    const range = valuesAt('alig', rates[i]!, 'test_accuracy').sort((a, b) => a - b)
    const [low, high] = range.map((value) => `${(100 * value).toFixed(1)} %`)
    if (low !== high) await expect(cells.nth(1)).toContainText(`${low} to ${high}`)
  }

  const svg = (await save(page, strip, 'SVG')).toString('utf8')
  const drawnLosses = await valuesOf(page, svg, 'Final training loss by rate', 0)
  const drawnAccuracies = await valuesOf(page, svg, 'Test accuracy by rate', 0)
  expect(drawnLosses).toHaveLength(5)
  drawnLosses.forEach((loss, i) => expect(Math.abs(loss / losses[i]! - 1)).toBeLessThan(0.02))
  expect(drawnAccuracies).toHaveLength(5)
  drawnAccuracies.forEach((value, i) => expect(Math.abs(value - accuracies[i]!)).toBeLessThan(5e-3))
  expect(svg).toContain('500 examples of MNIST, batch 50, seeds 1 to 2, 1 epoch')

  const png = await save(page, strip, 'PNG')
  const picture = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const { width, height } = bitmap
    const context = new OffscreenCanvas(width, height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    const colors = new Set<number>()
    for (let i = 0; i < data.length; i += 4)
      colors.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!)
    return { width, height, colors: colors.size }
  }, png.toString('base64'))
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number)
  expect(picture).toMatchObject({ width: 2 * width!, height: 2 * height! })
  expect(picture.colors).toBeGreaterThan(20)
})

test('what is done of a strip is there after a reload, other settings and a closed panel', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  // Long enough to be stopped in the middle.
  await playground.open(LINK.replace('stripEpochs=1', 'stripEpochs=100'))
  const strip = sweepOf(page)
  const button = (name: string) => strip.getByRole('button', { name, exact: true })
  await button('Run the strip').click()
  await expect(strip.getByText(/value 3 of 5/)).toBeVisible({ timeout: 60_000 })
  await button('Pause the strip').click()
  const done = await saveCsv(page, strip)
  expect(done.length).toBeGreaterThanOrEqual(4)

  // The link changes while it runs: it goes on with its own settings, and says so.
  await strip.getByRole('spinbutton', { name: 'epochs' }).fill('2')
  await strip.getByRole('spinbutton', { name: 'epochs' }).press('Enter')
  await expect(strip.getByText(/in training has other settings: .*, 100 epochs\./)).toBeVisible()
  await button('Stop').click()
  await expect(strip.getByText(/The numbers below belong to other settings/)).toBeVisible()
  await strip.getByRole('spinbutton', { name: 'epochs' }).fill('100')
  await strip.getByRole('spinbutton', { name: 'epochs' }).press('Enter')
  await expect(strip.getByText(/other settings/)).toBeHidden()

  await expect.poll(() => page.url()).toContain('stripEpochs=100')
  await page.reload()
  await expect(strip.getByText(/^Stopped: \d of 5 values are done/)).toBeVisible()
  expect(await saveCsv(page, strip)).toEqual(done)
  await button('Close the strip').click()
  await button('Open the strip').click()
  // Opened by hand it has all optimizers; without the third one it is the earlier sweep.
  await strip.getByRole('checkbox', { name: 'Adam', exact: true }).uncheck()
  await expect(strip.getByText(/^Stopped: \d of 5 values are done/)).toBeVisible()
  await button('Go on with the strip').click()
  await expect(strip.getByText('The strip is done: 5 values')).toBeVisible({ timeout: 90_000 })
  const all = await saveCsv(page, strip)
  expect(all).toHaveLength(10)
  const keyOf = ({ optimizer, rate }: Row) => `${optimizer} ${rate}`
  for (const row of done) expect(all.find((one) => keyOf(one) === keyOf(row))).toEqual(row)
})
