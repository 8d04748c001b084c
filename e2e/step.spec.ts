/** The step as a picture: the ball on the curve, a pinned step, what a change did. */
import { expect, test, type Page } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const LINK = 'examples=1000&batch=50&eval=1000&backend=wasm'

/** Where the ball is, in pixels from the left of the plot. */
const ballX = (page: Page) =>
  page.evaluate(() => {
    const place = document.querySelector('.ball')?.parentElement?.getAttribute('transform') ?? ''
    return Number(/translate\(([\d.]+)/.exec(place)?.[1] ?? NaN)
  })

test('the ball waits at 0, moves when the step is taken, and stops at the wall in amber', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&run=alig,maxLr:0.01&run=sgd`)
  // Live without being asked for, before the first step.
  const words = page.locator('.anatomy__words--probe')
  await expect(words).toContainText('Step 0, to come')
  const start = await ballX(page)
  await expect(page.locator('.wall__label')).toContainText('maxLr 0.01')

  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(words).toContainText('Step 1, to come')
  // At a step a second it is seen on its way.
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('1 step/s')
  await playground.train.click()
  await expect(page.locator('.ball--clipped')).toBeVisible()
  await expect.poll(() => ballX(page)).toBeGreaterThan(start + 5)
  await playground.pauseTraining()
  // The last look of those that are made without being asked for.
  await expect(words).toContainText('to come')

  await test.step('switched off, it is measured by hand alone', async () => {
    await page.getByRole('checkbox', { name: 'live' }).uncheck()
    await expect.poll(() => page.url()).toContain('view.probe=off')
    const before = await words.textContent()
    await page.getByRole('button', { name: 'Step', exact: true }).click()
    await page.waitForTimeout(800)
    expect(await words.textContent()).toContain(before!.split(',')[0]!)
    await page.getByRole('button', { name: 'Probe', exact: true }).click()
    await expect(words).not.toHaveText(before!)
  })
})

test('a step is pinned by a click, and a change is told with what it did', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&steps=120&view.pace=30`)
  await playground.trainPast(20)
  await playground.pauseTraining()
  const field = playground.run('ALI-G').getByRole('spinbutton', { name: 'maxLr' })
  await field.fill('0.01')
  await field.press('Enter')
  await playground.trainToLimit()
  const sentence = page.locator('.change')
  await expect(sentence).toContainText(/^Since step \d+ with maxLr 0\.01: clipped 100\u00a0% \(\d/)
  await expect(sentence).toContainText(/loss of the last \d+ steps [\d.]+, SGD [\d.]+/)
  await expect(playground.run('ALI-G')).toContainText(/maxLr 0\.2, then 0\.01 from \d+/)
  await expect(
    page.getByRole('table', { name: 'Compare runs' }).getByRole('row', { name: /ALI-G/ }),
  ).toContainText(/0\.2, then 0\.01 from \d+/)

  const plot = playground.chart('Step size').locator('.chart__plot')
  const box = (await plot.boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.move(2, 2)
  const numbers = page.locator('.anatomy__numbers')
  await expect(numbers).toContainText('pinned')
  await numbers.getByRole('button', { name: 'Let go' }).click()
  await expect(numbers).toContainText('latest')
})

for (const [name, link, pictures] of [
  ['units of an MLP', '', 'canvas'],
  ['filters of a CNN', '&model=cnn', 'canvas'],
  ['classes of softmax regression', '&model=softmax', 'canvas'],
  ['units that see two coordinates', '&data=spirals', 'svg.learned__arrows'],
] as const)
  test(`what it learned: ${name}`, async ({ page }) => {
    const playground = new PlaygroundPage(page)
    await playground.open(`examples=300&batch=30&steps=20&backend=wasm${link}&run=alig&run=sgd`)
    await playground.trainToLimit()
    await playground.openTab('What it learned')
    for (const run of ['ALI-G', 'SGD'])
      await expect(
        page.getByRole('region', { name: `First layer of ${run}` }).locator(pictures),
      ).toBeVisible()
    await expect(page.getByRole('tabpanel')).toContainText('after 20 steps')
  })

test('recorded steps stand in for empty charts until the first point comes', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('backend=wasm')
  const step = playground.chart('Step size')
  await expect(step).toContainText('recorded; press Train to run it here')
  await expect(step.locator('.chart__line[d^="M"]').first()).toBeAttached()
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect.poll(() => playground.step()).toBe(1)
  await expect(step).not.toContainText('recorded')
  await page.goto('about:blank')
  await playground.open('seed=2&backend=wasm')
  await expect(step).not.toContainText('recorded')
})

test('an embedded page has the charts that were chosen, a slider and a way to the whole page', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this experiment' })
  await dialog.getByRole('checkbox', { name: 'Accuracy' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'A slider for maxLr' }).check()
  await dialog.getByRole('combobox', { name: 'Height' }).selectOption('480 px')
  const html = await dialog.getByRole('textbox', { name: 'Embed code' }).inputValue()
  expect(html).toContain('height="480"')
  const link = /src="[^"]*#([^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&')
  await page.goto('about:blank')
  await playground.open(link)
  await expect(playground.chart('Step size')).toBeVisible()
  await expect(playground.chart('Accuracy')).toHaveCount(0)
  await expect(page.getByRole('slider', { name: 'maxLr' })).toBeVisible()
  const whole = page.getByRole('link', { name: 'Open the whole page' })
  await expect(whole).toHaveAttribute('target', '_blank')
  expect(await whole.getAttribute('href')).not.toContain('embed')
})
