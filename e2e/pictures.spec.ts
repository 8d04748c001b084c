/** The charts as files: what a browser shows of them is what the page shows. */
import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const LINK =
  'v=1&model=softmax&examples=1000&batch=20&eval=10&backend=wasm&steps=40&name=Two%20%26%20more'

/** A line as its points from 0 to 1 over its own extent, so that size does not matter. */
function pointsOf(path: string): [number, number][] {
  const points = Array.from(path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g), ([, x, y]) => [
    Number(x),
    Number(y),
  ]) as [number, number][]
  const scaled = (values: number[]) => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return values.map((value) => (high === low ? 0 : (value - low) / (high - low)))
  }
  const xs = scaled(points.map(([x]) => x))
  const ys = scaled(points.map(([, y]) => y))
  return xs.map((x, i) => [x, ys[i]!])
}

async function exported(page: Page, item: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item, exact: true }).click()
  return readFile(await (await download).path())
}

test('the exported charts hold the lines of the page, title and legend', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainToLimit()
  // The charts follow over a few frames.
  await expect(playground.chart('Step size')).toBeVisible()
  await page.waitForTimeout(1000)
  const pathsOf = (name: string) =>
    playground
      .chart(name)
      .locator('.chart__line')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('d') ?? ''))

  const svg = (await exported(page, 'Charts (SVG)')).toString('utf8')
  const opened = await page.context().newPage()
  await opened.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`)
  expect(await opened.evaluate(() => document.documentElement.localName)).toBe('svg')
  const words = await opened.evaluate(() => document.documentElement.textContent)
  for (const word of ['Two & more', 'Step size', 'Loss', 'ALI-G', 'SGD', 'Adam', '40 steps'])
    expect(words).toContain(word)
  expect(words).toMatch(/weights [0-9a-f]{8}, order [0-9a-f]{8}, data [0-9a-f]{8}/)

  for (const name of ['Step size', 'Loss', 'Accuracy']) {
    const onPage = (await pathsOf(name)).filter(Boolean).map(pointsOf)
    const chart = opened.locator('g', { has: opened.locator('title', { hasText: name }) }).first()
    const inFile = await chart
      .locator('.chart__line')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('d') ?? ''))
    const theirs = inFile.filter(Boolean).map(pointsOf)
    expect(onPage.length).toBeGreaterThanOrEqual(3)
    expect(onPage[0]!.length).toBeGreaterThanOrEqual(4)
    expect(theirs.map(({ length }) => length)).toEqual(onPage.map(({ length }) => length))
    // Drawn to a tenth of a pixel, in plots of some hundred pixels.
    theirs.forEach((line, i) =>
      line.forEach(([x, y], k) => {
        expect(Math.abs(x - onPage[i]![k]![0])).toBeLessThan(0.005)
        expect(Math.abs(y - onPage[i]![k]![1])).toBeLessThan(0.02)
      }),
    )
  }
  const size = await opened.evaluate(() => {
    const { width, height } = document.documentElement.getBoundingClientRect()
    return { width, height }
  })
  await opened.close()

  const png = [...(await exported(page, 'Charts (PNG)'))]
  const picture = await page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]))
    const { width, height } = bitmap
    const context = new OffscreenCanvas(width, height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)
    return { width, height, colors: new Set(pixels).size }
  }, png)
  expect([picture.width, picture.height]).toEqual([2 * size.width, 2 * size.height])
  // Text, lines of three runs, shading and their soft edges; an empty picture has one colour.
  expect(picture.colors).toBeGreaterThan(100)
})
