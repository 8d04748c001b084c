/** The lecture mode: what the last row can read, by key, by menu and by link. */
import { expect, test, type Page } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const LINK = 'examples=1000&model=softmax&batch=50&eval=1000&backend=wasm'

const lecture = (page: Page) => page.locator('main.lecture')
const stepOf = async (page: Page) =>
  Number((await page.getByTestId('lecture-step').textContent())?.replaceAll(/\D/g, ''))

/** Height of a word as it is seen. */
const heightOf = async (page: Page, selector: string) =>
  (await page.locator(`${selector}:visible`).first().boundingBox())!.height

test('P shows two charts and maxLr in large type, and gives the page back', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await page.setViewportSize({ width: 1366, height: 768 })
  await playground.open(LINK)
  const title = '.chart__title'
  const button = '.button--train'
  const before = { title: await heightOf(page, title), button: await heightOf(page, button) }
  await page.mouse.wheel(0, 300)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100)
  const scrolled = await page.evaluate(() => scrollY)
  await page.keyboard.press('p')
  await expect(lecture(page).getByRole('button', { name: 'Train', exact: true })).toBeFocused()
  await expect.poll(() => page.url()).toContain('view.lecture=on')
  await expect(playground.chart('Step size').locator('.recharts-cartesian-grid')).toBeVisible()
  expect(await heightOf(page, title)).toBeGreaterThanOrEqual(1.5 * before.title)
  expect(await heightOf(page, button)).toBeGreaterThanOrEqual(1.3 * before.button)

  await test.step('nothing else is there', async () => {
    await expect(page.getByRole('figure')).toHaveCount(2)
    await expect(page.getByRole('button')).toHaveText(['Train', 'Step', ''])
    await expect(page.getByRole('region')).toHaveCount(0)
  })

  await test.step('it trains, step by step and on', async () => {
    await expect(page.getByRole('status')).toContainText('Ready')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => stepOf(page)).toBe(1)
    await expect(lecture(page)).toContainText('Step 1, to come: tangent at zero')
    await page.keyboard.press('Space')
    await expect.poll(() => stepOf(page)).toBeGreaterThan(20)
    await page.keyboard.press('Space')
    await expect(page.getByRole('status')).toContainText('Paused')
  })

  await test.step('a pointer reads the step that it is at, though the chart is drawn larger', async () => {
    const plot = playground.chart('Step size').locator('.chart__plot')
    const box = (await plot.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    const line = (await plot.locator('.chart__hover line').boundingBox())!
    expect(Math.abs(line.x - (box.x + box.width / 2))).toBeLessThan(0.03 * box.width)
    await page.mouse.move(0, 0)
  })

  await test.step('maxLr is moved by slider, by number and on the chart', async () => {
    const field = page.getByRole('spinbutton', { name: 'maxLr' })
    await expect(field).toHaveValue('0.2')
    await page.getByRole('slider', { name: 'maxLr' }).press('ArrowLeft')
    await expect(field).not.toHaveValue('0.2')
    await field.fill('0.05')
    await field.press('Enter')
    const grip = page.locator('.chart__handle').first()
    const { x, y, width, height } = (await grip.boundingBox())!
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + width / 2, y + height / 2 + 40, { steps: 4 })
    // The grip stays under the pointer.
    const held = (await grip.boundingBox())!
    expect(Math.abs(held.y - y - 40)).toBeLessThan(12)
    await page.mouse.up()
    expect(Number(await field.inputValue())).toBeLessThan(0.05)
  })

  await page.getByRole('button', { name: 'Step', exact: true }).focus()
  await page.keyboard.press('p')
  await expect(lecture(page)).toHaveCount(0)
  await expect(playground.run('ALI-G')).toBeVisible()
  await expect(playground.chart('Loss')).toBeVisible()
  await expect.poll(() => page.url()).not.toContain('lecture')
  await expect.poll(() => page.evaluate(() => scrollY)).toBeCloseTo(scrolled, -1)
  await expect(page.locator('[inert]')).toHaveCount(0)
})

test('it is in a menu and in the link that Share offers, and Escape leaves it', async ({
  page,
  browser,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitem', { name: 'Lecture mode' }).click()
  await expect(lecture(page)).toBeVisible()
  await expect
    .poll(() => page.evaluate(() => document.fullscreenElement?.className))
    .toBe('lecture')
  await page.getByRole('button', { name: 'Leave lecture mode' }).click()
  await expect(lecture(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Theme' })).toBeFocused()
  expect(await page.evaluate(() => document.fullscreenElement)).toBeNull()

  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('checkbox', { name: 'opens in lecture mode' }).check()
  const link = await page.getByRole('textbox', { name: 'Link to this experiment' }).inputValue()
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const theirs = await context.newPage()
  await theirs.goto(link)
  await expect(lecture(theirs).getByRole('button', { name: 'Train', exact: true })).toBeFocused()
  await theirs.keyboard.press('Escape')
  await expect(lecture(theirs)).toHaveCount(0)
  await expect(theirs.getByRole('region', { name: 'ALI-G' })).toBeVisible()
  await context.close()
})

for (const [width, height] of [
  [1366, 768],
  [1920, 1080],
  [390, 844],
  [844, 390],
] as const)
  test(`all of it is in sight at ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.goto(`./#${LINK}&view.lecture=on`)
    await expect(page.getByRole('status')).toContainText('Ready')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => stepOf(page)).toBe(1)
    for (const name of ['Step size', 'Along the gradient'])
      await expect(
        page.getByRole('figure', { name }).locator('.recharts-cartesian-grid'),
      ).toBeVisible()
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('.lecture :is(button, input, figure)')].flatMap((element) => {
        const { top, left, bottom, right } = element.getBoundingClientRect()
        const isIn = top >= 0 && left >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1
        return isIn ? [] : [element.outerHTML.slice(0, 80)]
      }),
    )
    expect(outside).toEqual([])
    await test.info().attach(`${width} x ${height}`, {
      body: await page.screenshot(),
      contentType: 'image/png',
    })
  })
