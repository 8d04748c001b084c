/** The link as people pass it on: dialog, address bar, another page, the system's own sheet. */
import { expect, test, type Page } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const LINK = 'v=1&examples=1000&model=softmax&batch=20&backend=wasm'

/** Counts what is written into the history. */
const countWrites = (page: Page) =>
  page.addInitScript(() => {
    const counter = globalThis as unknown as { writes: number }
    counter.writes = 0
    const replace = history.replaceState.bind(history)
    history.replaceState = (...args) => {
      counter.writes++
      replace(...args)
    }
  })

test('Share has the link, a QR code, a page to embed and the sheet of the system', async ({
  page,
  browser,
}) => {
  await page.addInitScript(() => {
    navigator.canShare = () => true
    navigator.share = (data) => {
      ;(globalThis as unknown as { shared: unknown }).shared = data
      return Promise.resolve()
    }
  })
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&name=A%20%22talk%22`)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this experiment' })
  const link = await dialog.getByRole('textbox', { name: 'Link to this experiment' }).inputValue()
  expect(link).toMatch(/^http[^#]+#v=1&/)
  const code = dialog.getByRole('img', { name: 'QR code of the link' })
  await expect(code.locator('path')).toHaveAttribute('d', /^M.{500,}/)

  await dialog.getByRole('button', { name: 'Share by another app' }).click()
  expect(await page.evaluate(() => (globalThis as unknown as { shared: unknown }).shared)).toEqual({
    title: 'A "talk"',
    url: link,
  })

  const html = await dialog.getByRole('textbox', { name: 'Embed code' }).inputValue()
  const context = await browser.newContext()
  const host = await context.newPage()
  await host.setContent(`<h1>Slides</h1>${html}`)
  const frame = host.frameLocator('iframe[title=\'A "talk"\']')
  await frame.getByRole('button', { name: 'Train', exact: true }).click()
  await expect
    .poll(() => frame.locator('.chart__line[d^="M"]').count(), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(3)
  await frame.getByRole('button', { name: 'Pause', exact: true }).click()
  // Steps that were begun are still done.
  await expect(frame.getByRole('button', { name: 'Train', exact: true })).toBeVisible()
  for (const name of ['Share', 'Export', 'Saved'])
    await expect(frame.getByRole('button', { name, exact: true })).toHaveCount(0)
  for (const name of ['ALI-G', 'SGD', 'Adam'])
    await expect(frame.getByRole('region', { name, exact: true })).toHaveCount(0)

  await test.step('what was trained there goes back to the start, and forth again', async () => {
    const reset = frame.getByRole('button', { name: 'Reset', exact: true })
    const step = frame.getByTestId('step')
    const before = await step.textContent()
    await reset.click()
    await expect(step).toHaveText('0')
    await expect(reset).toBeHidden()
    await frame.getByRole('button', { name: 'Undo' }).click()
    await expect(step).toHaveText(before!)
    await expect(reset).toBeVisible()
  })
  await context.close()
})

test('links in the address bar, back and forward change the experiment and start nothing', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainPast(20)
  await page.evaluate(() => {
    location.hash = 'v=1&examples=1000&model=softmax&batch=25&backend=wasm&run=adam'
  })
  await expect(playground.status).toContainText('Ready')
  await expect(playground.run('ALI-G')).toHaveCount(0)
  await expect(playground.train).toBeVisible()
  expect(await playground.step()).toBe(0)
  await expect(page.getByText('Another experiment was opened.')).toBeVisible()

  await playground.openSettings()
  const batch = page.getByRole('spinbutton', { name: 'batch', exact: true })
  await page.goBack()
  await expect(playground.run('ALI-G')).toBeVisible()
  await expect(batch).toHaveValue('20')
  await page.goForward()
  await expect(playground.run('ALI-G')).toHaveCount(0)
  await expect(batch).toHaveValue('25')
  await expect(playground.status).toContainText('Ready')
  expect(await playground.step()).toBe(0)
})

test('a long drag leaves few changes in the link, and few writes in the history', async ({
  page,
}) => {
  await countWrites(page)
  const playground = new PlaygroundPage(page)
  // Slow enough that moving the mouse is what takes the time.
  await playground.open(`${LINK}&view.pace=10`)
  await playground.trainPast(3)
  const entries = await page.evaluate(() => history.length)
  const slider = playground.run('ALI-G').getByRole('slider', { name: 'maxLr' })
  const box = (await slider.boundingBox())!
  const y = box.y + box.height / 2
  const from = performance.now()
  await page.mouse.move(box.x + box.width * 0.8, y)
  await page.mouse.down()
  for (let i = 1; i <= 40; i++) {
    await page.mouse.move(box.x + box.width * (0.8 - 0.015 * i), y)
    await page.waitForTimeout(30)
  }
  await page.mouse.up()
  await playground.pauseTraining()
  const seconds = (performance.now() - from) / 1000
  const shown = await playground
    .run('ALI-G')
    .getByRole('spinbutton', { name: 'maxLr' })
    .inputValue()

  const edits = (await playground.sharedLink()).match(/edit=[^&]+/g) ?? []
  expect(edits.length).toBeGreaterThanOrEqual(2)
  expect(edits.length).toBeLessThanOrEqual(4 * seconds + 2)
  expect(edits.at(-1)).toMatch(new RegExp(`,0,maxLr:${shown.replace('.', '\\.')}$`))
  await expect.poll(() => page.url()).toContain(edits.at(-1)!)
  const writes = await page.evaluate(() => (globalThis as unknown as { writes: number }).writes)
  expect(writes).toBeLessThanOrEqual((seconds + 2) / 0.35 + 2)
  expect(await page.evaluate(() => history.length)).toBe(entries)
})
