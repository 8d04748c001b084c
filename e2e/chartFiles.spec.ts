/** One chart as a file, and all charts on paper. */
import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { expect, test, type Page } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const LINK =
  'v=1&model=softmax&examples=1000&batch=20&eval=10&backend=wasm&steps=40&edit=5,0,maxLr:0.01&name=%E5%AD%A6%E7%BF%92%E7%8E%87' +
  '&view.charts=step,anatomy,loss,accuracy,gradient,weights'

async function saved(page: Page, title: string, item: string): Promise<Buffer> {
  await page.getByRole('button', { name: `${title}: save or copy` }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item, exact: true }).click()
  return readFile(await (await download).path())
}

const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('a chart is saved as a slide, in the colours that were chosen, and as numbers', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainToLimit()
  await expect(playground.chart('Step size').locator('.chart__line').first()).toHaveAttribute(
    'd',
    /^M.{20}/,
  )

  const surface = () =>
    page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--surface').trim(),
    )
  const before = await surface()
  await page.getByRole('button', { name: 'Step size: save or copy' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  const svg = (await saved(page, 'Step size', 'SVG, 16:9')).toString('utf8')
  expect(svg).toMatch(/^<svg [^>]*width="1280" height="720"/)
  for (const words of ['学習率', 'Step size (logarithmic)', 'ALI-G clipped', 'unclipped', '>step<'])
    expect(svg).toContain(words)
  expect(svg).toContain('fill="#1a1d21"')
  expect(before).not.toBe('#1a1d21')
  expect(svg).not.toContain('var(')
  // The page keeps its own colours.
  expect(await surface()).toBe(before)
  expect(sizeOf(await saved(page, 'Loss', 'PNG, 16:9'))).toEqual([2560, 1440])

  const box = (await playground.chart('Loss').locator('.chart__plot').boundingBox())!
  expect(sizeOf(await saved(page, 'Loss', 'PNG'))[0]).toBe(2 * (Math.floor(box.width) + 40))

  const [header, ...rows] = (await saved(page, 'Step size', 'CSV of this chart'))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  expect(header).toEqual([
    'step',
    'ALI-G step size',
    'ALI-G unclipped',
    'ALI-G maxLr',
    'SGD step size',
    'Adam step size',
  ])
  expect(rows.map(([step]) => Number(step))).toEqual(Array.from({ length: 40 }, (_, i) => i))
  expect(rows.map(([, , , maxLr]) => Math.fround(Number(maxLr)))).toEqual(
    rows.map((_, step) => Math.fround(step < 5 ? 0.2 : 0.01)),
  )
})

test('all charts print, from a window wider than paper', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainToLimit()
  const charts = ['Step size', 'Loss', 'Accuracy', 'Gradient norm', 'Weight norm']
  for (const title of charts)
    await expect(playground.chart(title).locator('.chart__line').first()).toHaveAttribute(
      'd',
      /^M.{20}/,
    )
  // Of 21 lines of 40 points a PDF draws those without dashes as one path each.
  expect(strokedLines(await page.pdf({ format: 'A4' }), 30)).toBeGreaterThanOrEqual(8)
})

test('lines and words of charts take the colours that a person has chosen for everything', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainToLimit()
  const chart = playground.chart('Step size')
  await expect(chart.locator('.chart__line').first()).toHaveAttribute('d', /^M.{20}/)
  const [text, ...seen] = await chart.evaluate((figure) => {
    const own = getComputedStyle(figure.querySelector('.chart__title')!).color
    const styles = (part: string) =>
      [...figure.querySelectorAll(part)].map((one) => getComputedStyle(one))
    return [
      own,
      ...styles('.chart__line').map(({ stroke }) => stroke),
      ...styles('.chart__end, .recharts-cartesian-axis text').map(({ fill }) => fill),
    ]
  })
  expect(seen.length).toBeGreaterThan(12)
  expect(new Set(seen)).toEqual(new Set([text]))
})

/** Lines of so many pieces that a PDF draws: its pages are compressed streams of operators. */
function strokedLines(pdf: Buffer, pieces: number): number {
  const line = new RegExp(`(?:-?[\\d.]+ -?[\\d.]+ l\\s+){${pieces},}S\\b`, 'g')
  const text = pdf.toString('latin1')
  let count = 0
  for (const { index, 0: mark } of text.matchAll(/\bstream\r?\n/g)) {
    const start = index + mark.length
    const packed = pdf.subarray(start, text.indexOf('endstream', start))
    // Fonts and pictures are streams, too, and some are not compressed.
    if (packed[0] !== 0x78) continue
    count += [...inflateSync(packed).toString('latin1').matchAll(line)].length
  }
  return count
}
