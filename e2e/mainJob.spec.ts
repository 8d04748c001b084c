import { expect, test } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'

test('open a link, train, edit while it trains, export, share', async ({ page, browser }) => {
  const foreign: string[] = []
  const origin = new URL(test.info().project.use.baseURL!).origin
  page.on('request', (request) => {
    const address = request.url()
    if (/^https?:|^wss?:/.test(address) && !address.startsWith(origin)) foreign.push(address)
  })
  const playground = new PlaygroundPage(page)
  await playground.open('examples=1000&eval=20&backend=wasm')

  await test.step('nothing trains before Train is pressed', async () => {
    await page.waitForTimeout(300)
    expect(await playground.step()).toBe(0)
  })

  await test.step('points appear in all charts', async () => {
    await playground.trainPast(30)
    for (const name of ['Step size', 'Loss', 'Accuracy']) {
      const lines = playground.chart(name).locator('.chart__line')
      const drawn = () =>
        lines.evaluateAll((paths) => paths.filter((path) => path.getAttribute('d')).length)
      await expect.poll(drawn).toBeGreaterThanOrEqual(3)
    }
  })

  const slider = playground.run('ALI-G').getByRole('slider', { name: 'maxLr' })
  await test.step('dragging maxLr while it trains leaves a mark', async () => {
    const box = (await slider.boundingBox())!
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2, { steps: 4 })
    await page.mouse.up()
    // One drag, or on a slow machine several changes, of which those far enough apart are named.
    await expect(playground.chart('Step size')).toContainText(/[\d.]+ (→|to) 0\.\d+/)
  })
  const edited = Number(
    await playground.run('ALI-G').getByRole('spinbutton', { name: 'maxLr' }).inputValue(),
  )
  expect(edited).toBeLessThan(0.2)
  await playground.waitForStep((await playground.step()) + 30)
  await playground.pauseTraining()

  await test.step('the exported numbers show the change at its step', async () => {
    const rows = await playground.exportRows('Metrics (CSV)')
    const maxLr = numbers(rows, 0, 'max_lr')
    expect(maxLr[0]).toBe(0.2)
    expect(maxLr.at(-1)).toBeCloseTo(edited, 6)
    const stepSize = numbers(rows, 0, 'step_size')
    expect(stepSize.every((step, i) => step <= maxLr[i]!)).toBe(true)
    expect(new Set(numbers(rows, 1, 'step_size'))).toEqual(new Set([0.1]))
    const last = rows.at(-1)!
    expect(last['optimizer']).toBe('adam')
    expect(Number(last['epoch'])).toBe(Math.floor(Number(last['step']) / 10))
    expect(Number(last['examples'])).toBe(100 * Number(last['step']))
    const evaluations = await playground.exportRows('Evaluations (CSV)')
    expect(numbers(evaluations, 2, 'step').slice(0, 2)).toEqual([20, 40])
    expect(numbers(evaluations, 2, 'test_accuracy').at(-1)).toBeGreaterThan(0.5)
    const json = JSON.parse(await playground.exportText('Experiment (JSON)')) as {
      edits: unknown[]
    }
    expect(json.edits.length).toBeGreaterThan(0)
  })

  await test.step('the shared link brings the same experiment to a fresh browser', async () => {
    const link = await playground.sharedLink()
    const context = await browser.newContext()
    const other = new PlaygroundPage(await context.newPage())
    await other.page.goto(link)
    await expect(other.status).toContainText('Ready')
    await other.openSettings()
    await expect(other.page.getByRole('spinbutton', { name: 'examples' })).toHaveValue('1000')
    expect(await other.sharedLink()).toBe(link)
    const steps = await playground.step()
    const mine = await playground.exportRows('Metrics (CSV)')
    await other.trainPast(steps)
    await other.pauseTraining()
    const theirs = await other.exportRows('Metrics (CSV)')
    expect(theirs.slice(0, mine.length).map(({ seconds: _, ...row }) => row)).toEqual(
      mine.map(({ seconds: _, ...row }) => row),
    )
    await context.close()
  })
  expect(foreign).toEqual([])
})
