import { expect, test, type Locator } from '@playwright/test'
import { PlaygroundPage, type Row } from './playgroundPage'

const ALL = 'view.charts=step,anatomy,loss,accuracy,gradient,weights'
const SMALL = 'model=softmax&examples=1000&batch=50&eval=10&backend=wasm'
const LINK = `${SMALL}&${ALL}`
const RUNS = ['ALI-G', 'SGD', 'Adam']

/** The hover table of a chart: its caption, and the cells of each run by the column's name. */
async function readTable(chart: Locator) {
  return chart.locator('table').evaluate((table: HTMLTableElement) => {
    const text = (cell: Element) => cell.textContent.trim()
    const [, ...names] = [...table.tHead!.rows[0]!.cells].map(text)
    const rows = [...table.tBodies[0]!.rows].map((row) => {
      const [label, ...values] = [...row.cells].map(text)
      return { label: label!, cells: Object.fromEntries(names.map((name, i) => [name, values[i]])) }
    })
    return { caption: text(table.caption!), rows }
  })
}

test('what the cursor reads is what the tables hold, sorted by value', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&steps=80`)
  await playground.trainToLimit()
  const metrics = await playground.exportRows('Metrics (CSV)')
  const evaluations = await playground.exportRows('Evaluations (CSV)')

  const plot = playground.chart('Loss').getByRole('slider')
  await plot.scrollIntoViewIfNeeded()
  const box = (await plot.boundingBox())!
  await page.mouse.move(box.x + 0.55 * box.width, box.y + box.height / 2)
  const { caption } = await readTable(playground.chart('Loss'))
  const step = Number(/step (\d+)/.exec(caption)![1])
  expect(step).toBeGreaterThan(10)
  expect(step).toBeLessThan(75)

  const rowOf = (run: number): Row => metrics.find((row) => isAt(row, run, step))!
  const lastEvaluation = (run: number): Row =>
    evaluations.findLast((row) => Number(row['run']) === run && Number(row['step']) <= step)!
  const expected: Record<string, (run: number) => Record<string, string>> = {
    'Step size': (run) => ({
      'step size': rowOf(run)['step_size']!,
      ...(run === 0
        ? { unclipped: rowOf(run)['step_size_unclipped']!, maxLr: rowOf(run)['max_lr']! }
        : {}),
    }),
    Loss: (run) => ({ train: rowOf(run)['loss']!, test: lastEvaluation(run)['test_loss']! }),
    Accuracy: (run) => ({
      train: rowOf(run)['accuracy']!,
      test: lastEvaluation(run)['test_accuracy']!,
    }),
    'Gradient norm': (run) => ({ '‖g‖²': rowOf(run)['grad_norm_sq']! }),
    'Weight norm': (run) => ({ '‖w‖': rowOf(run)['weight_norm']! }),
  }
  for (const [title, valuesOf] of Object.entries(expected)) {
    const { caption, rows } = await readTable(playground.chart(title))
    expect(caption, title).toContain(`step ${step}`)
    RUNS.forEach((label, run) => {
      const { cells } = rows.find((row) => row.label === label)!
      expect(cells, `${title} of ${label}`).toMatchObject(valuesOf(run))
    })
    const column = { 'Step size': 'step size', Loss: 'smoothed', Accuracy: 'smoothed' }[title]
    const sorted = rows.map(({ cells }) => parseFloat(Object.values(pick(cells, column))[0]!))
    expect(sorted, title).toEqual([...sorted].sort((a, b) => b - a))
  }
  await page.keyboard.press('Escape')
})

const isAt = (row: Row, run: number, step: number) =>
  row['run'] === String(run) && row['step'] === String(step)

/** One column where it is named, else all. */
const pick = (cells: Record<string, string | undefined>, column: string | undefined) =>
  column === undefined ? cells : { [column]: cells[column] }

test('charts are zoomed, stopped, unfolded to the whole screen, and the link tells it', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainPast(60)
  await playground.pauseTraining()
  const loss = playground.chart('Loss').getByRole('slider')
  const accuracy = playground.chart('Accuracy').getByRole('slider')
  const startOf = async (plot: Locator) => Number(await plot.getAttribute('aria-valuemin'))
  const zoomGroup = page.getByRole('group', { name: 'Zoom' })

  await test.step('a drag zooms every chart, a double click shows all again', async () => {
    await loss.scrollIntoViewIfNeeded()
    const box = (await loss.boundingBox())!
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + 0.4 * box.width, y)
    await page.mouse.down()
    await page.mouse.move(box.x + 0.7 * box.width, y, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => startOf(accuracy)).toBeGreaterThan(5)
    await expect.poll(() => page.url()).toMatch(/view\.zoom=\d+:\d+/)
    await loss.dblclick()
    await expect.poll(() => startOf(accuracy)).toBe(0)
    await expect.poll(() => page.url()).not.toContain('view.zoom')
  })

  await test.step('so do the buttons and the keys', async () => {
    await zoomGroup.getByRole('button', { name: 'Zoom in' }).click()
    await expect.poll(() => startOf(loss)).toBeGreaterThan(5)
    await zoomGroup.getByRole('button', { name: 'Fit' }).click()
    await expect.poll(() => startOf(loss)).toBe(0)
    await loss.focus()
    await page.keyboard.press('+')
    await expect.poll(() => startOf(loss)).toBeGreaterThan(0)
    await page.keyboard.press('0')
    await expect.poll(() => startOf(loss)).toBe(0)
  })

  await test.step('plots that are paused stand still while training goes on', async () => {
    await page.getByRole('checkbox', { name: 'pause plots' }).check()
    const line = playground.chart('Loss').locator('.chart__line').first()
    const before = await line.getAttribute('d')
    await playground.trainPast((await playground.step()) + 40)
    await playground.pauseTraining()
    expect(await line.getAttribute('d')).toBe(before)
    await page.getByRole('checkbox', { name: 'pause plots' }).uncheck()
    await expect.poll(() => line.getAttribute('d')).not.toBe(before)
  })

  await test.step('one chart takes the whole screen, and gives it back', async () => {
    const chart = playground.chart('Step size')
    await chart.getByRole('button', { name: 'Full screen' }).click()
    const leave = chart.getByRole('button', { name: 'Leave full screen' })
    const sizeOf = async () => (await chart.boundingBox())!
    await expect.poll(async () => (await sizeOf()).height).toBeGreaterThan(700)
    await leave.click()
    await expect.poll(async () => (await sizeOf()).height).toBeLessThan(700)
  })

  await test.step('so it does where the browser has no full screen, and keeps the keyboard', async () => {
    await page.evaluate(() =>
      Object.defineProperty(document, 'fullscreenEnabled', { get: () => false }),
    )
    const chart = playground.chart('Step size')
    const open = chart.getByRole('button', { name: 'Full screen' })
    await open.focus()
    await page.keyboard.press('Enter')
    await expect(chart).toHaveClass(/chart--full/)
    const reached = new Set<string>()
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab')
      const place = await page.evaluate(() => {
        const { activeElement: at } = document
        if (at === document.body) return 'browser'
        return at?.closest('.chart--full') ? 'chart' : `behind: ${at?.outerHTML}`
      })
      reached.add(place)
    }
    expect(reached).toContain('chart')
    expect([...reached].filter((place) => place.startsWith('behind'))).toEqual([])
    const cursor = chart.getByRole('slider')
    await cursor.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Escape')
    await expect(chart).toHaveClass(/chart--full/)
    await page.keyboard.press('Escape')
    await expect(chart).not.toHaveClass(/chart--full/)
    await expect(open).toBeFocused()
    await expect(page.locator('[inert]')).toHaveCount(0)
  })

  await test.step('every unit of the axis, every scale, every chart has its control', async () => {
    for (const unit of ['epochs', 'examples', 'seconds', 'steps']) {
      await page.getByRole('radio', { name: unit, exact: true }).check({ force: true })
      await expect(playground.chart('Loss').locator('.chart__line').first()).toHaveAttribute('d')
    }
    await page.getByRole('radio', { name: 'effective step' }).check({ force: true })
    for (const title of ['Step size', 'Loss', 'Accuracy', 'Gradient norm', 'Weight norm'])
      await playground.chart(title).getByRole('checkbox', { name: 'log' }).click()
    await page.getByRole('button', { name: 'Charts', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Weight norm' }).uncheck()
    await page.keyboard.press('Escape')
    await expect(playground.chart('Weight norm')).toBeHidden()
    await expect.poll(() => page.url()).toContain('view.weightsScale=log')
    await expect.poll(() => page.url()).toContain('view.step=effective')
    await expect.poll(() => page.url()).toMatch(/view\.charts=[a-z,]*gradient(&|$)/)
  })
})

for (const [name, viewport] of [
  ['a laptop', { width: 1280, height: 800 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  test(`the first chart that is shown names all runs, on ${name}`, async ({ page }) => {
    const playground = new PlaygroundPage(page)
    await page.setViewportSize(viewport)
    const runs = 'run=alig&run=sgd&run=adam&run=adamw'
    const legendOf = (title: string) => playground.chart(title).locator('.legend')
    await playground.open(`${SMALL}&${runs}&view.charts=loss,accuracy`)
    await expect(legendOf('Loss')).toBeVisible()
    await expect(legendOf('Loss')).toContainText('AdamW')
    await expect(legendOf('Accuracy')).toBeHidden()

    await playground.open(`${SMALL}&${runs}&view.charts=step,loss`)
    await expect(legendOf('Step size')).toBeVisible()
    await expect(legendOf('Loss')).toBeHidden()
  })
