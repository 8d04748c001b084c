/** The gallery of presets and the tour, by keyboard alone, with real training. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { presets } from '../src/experiment/presets'
import { scenes } from '../src/ui/tour/scenes'
import { countShifts, layoutProblems, shiftsSince } from './layoutFacts'
import { numbers, PlaygroundPage, type Row } from './playgroundPage'

const SIZES = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
] as const

const tour = (page: Page, number: number) =>
  page.getByRole('region', { name: `Tour, scene ${number} of 5 ${scenes[number - 1]!.title}` })

const heading = (page: Page, number: number) =>
  tour(page, number).getByRole('heading', { level: 2 })

const violations = async (page: Page, part: string) =>
  (await new AxeBuilder({ page }).include(part).analyze()).violations

const isAsWideAsTheScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

/** "97 %", as the page writes a share. */
const percent = (flags: readonly number[]) => {
  const share = (100 * flags.filter((flag) => flag === 1).length) / flags.length
  return `${share.toFixed(1).replace(/\.0$/, '')}\u00a0%`
}

const losses = (rows: readonly Row[], run: number) => numbers(rows, run, 'loss')

for (const viewport of SIZES)
  test(`the gallery shows every preset with its question and picture, ${viewport.width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    const playground = new PlaygroundPage(page)
    await playground.open('backend=wasm')
    const button = page.getByRole('button', { name: 'Presets', exact: true })
    await button.focus()
    await page.keyboard.press('Enter')
    const menu = page.getByRole('menu', { name: 'Presets' })
    const items = menu.getByRole('menuitem')
    await expect(items).toHaveCount(presets.length)
    await expect(items.first()).toBeFocused()
    for (const [i, { title, question }] of presets.entries()) {
      await expect(items.nth(i)).toContainText(question)
      await expect(items.nth(i)).toHaveAccessibleName(
        question === title ? title : `${title}: ${question}`,
      )
      await expect(items.nth(i).locator('path').first()).toHaveAttribute('d', /^M[\d.]+ [\d.]+L/)
    }
    expect(await violations(page, 'dialog[open]')).toEqual([])
    const fits = await page.getByRole('dialog', { name: 'Presets' }).evaluate((dialog) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect()
      const isIn = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight
      return isIn && dialog.scrollWidth <= dialog.clientWidth
    })
    expect(fits).toBe(true)
    await test.info().attach('gallery', { body: await page.screenshot(), contentType: 'image/png' })

    // The buttons of the dialog are stops of their own, not of the toolbar that it was opened from.
    await page.keyboard.press('Shift+Tab')
    await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(page.getByRole('button', { name: 'Take the tour', exact: true })).toBeFocused()

    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    await expect(button).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(items.first()).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(items.nth(1)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(menu).toBeHidden()
    await expect(playground.status).toContainText('Ready')
    await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#${presets[1]!.link}`)
  })

/** Tabs on until this has the focus. */
async function tabTo(page: Page, wanted: ReturnType<Page['locator']>) {
  for (let i = 0; i < 12; i++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

test('two scenes by keyboard alone; the answers are what this training measured', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const playground = new PlaygroundPage(page)
  // The link that a teacher sends.
  await playground.open(`${scenes[1]!.link}&backend=wasm&view.tour=2`)
  const second = tour(page, 2)
  await expect(second).toContainText(scenes[1]!.question)
  await expect(playground.chart('Step size')).toBeInViewport({ ratio: 0.9 })
  await expect(page.getByRole('complementary', { name: 'First steps' })).toHaveCount(0)
  expect(await violations(page, '.tour')).toEqual([])

  await test.step('Train asks for a prediction first', async () => {
    const train = second.getByRole('button', { name: 'Train 400 steps' })
    await tabTo(page, page.getByRole('button', { name: 'Leave the tour' }))
    await tabTo(page, train)
    await page.keyboard.press('Enter')
    await expect(second).toContainText('First choose what you expect.')
    expect(await playground.step()).toBe(0)
    await expect(second.getByRole('radio', { name: 'It rises' })).toBeFocused()
    await page.keyboard.press('Space')
    await expect(second).not.toContainText('First choose')
    await countShifts(page)
    await tabTo(page, train)
    await page.keyboard.press('Enter')
  })

  const answer = second.locator('[aria-live=polite]')
  await expect(answer).toContainText('were clipped', { timeout: 60_000 })
  await expect(answer).toContainText('As you said.')
  await expect(second).toContainText('You said: It rises.')
  const moved = (await shiftsSince(page)).filter((what) => /^(chart |charts|stage)/.test(what))
  expect(moved).toEqual([])
  const rows = await playground.exportRows('Metrics (CSV)')
  const clipped = numbers(rows, 0, 'clipped')
  expect(clipped).toHaveLength(400)
  await expect(answer).toContainText(
    `${percent(clipped.slice(0, 200))} of the 200 steps before the change were clipped, and ` +
      `${percent(clipped.slice(200))} of the 200 since`,
  )
  expect(await violations(page, '.tour')).toEqual([])
  await test.info().attach('answer', { body: await page.screenshot(), contentType: 'image/png' })

  await test.step('the next scene opens a clean page and has the focus', async () => {
    const next = second.getByRole('button', { name: 'Next scene' })
    await next.focus()
    await page.keyboard.press('Enter')
    await expect(heading(page, 3)).toBeFocused()
    await expect.poll(() => page.evaluate(() => location.hash)).toContain('view.tour=3')
    await expect(playground.status).toContainText('Ready')
  })

  const third = tour(page, 3)
  await tabTo(page, third.getByRole('radio', { name: 'On each other' }))
  await page.keyboard.press('ArrowDown')
  await expect(third.getByRole('radio', { name: 'ALI-G below SGD' })).toBeChecked()
  await tabTo(page, third.getByRole('button', { name: 'Train 300 steps' }))
  await page.keyboard.press('Enter')
  const outcome = third.locator('[aria-live=polite]')
  await expect(outcome).toContainText('was clipped on', { timeout: 60_000 })
  await expect(outcome).toContainText('Not as you said, but: On each other.')
  const both = await playground.exportRows('Metrics (CSV)')
  expect(losses(both, 0)).toEqual(losses(both, 1))
  await expect(outcome).toContainText('The two losses are equal at every step.')
  await expect(outcome).toContainText(`clipped on ${percent(numbers(both, 0, 'clipped'))}`)

  await test.step('leaving keeps the page, and the link says no scene', async () => {
    await tabTo(page, third.getByRole('button', { name: 'Previous scene' }))
    await third.getByRole('button', { name: 'Leave the tour' }).focus()
    await page.keyboard.press('Enter')
    await expect(third).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Presets', exact: true })).toBeFocused()
    expect(await playground.step()).toBe(300)
    await expect.poll(() => page.evaluate(() => location.hash)).not.toContain('view.tour')
  })
})

test('the tour begins in the gallery, and on a phone leaves the step sizes in sight', async ({
  browser,
}) => {
  const context = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  })
  const page = await context.newPage()
  const playground = new PlaygroundPage(page)
  await playground.open('backend=wasm')
  await page.getByRole('button', { name: 'Presets', exact: true }).click()
  await page.getByRole('button', { name: 'Take the tour', exact: true }).click()
  await expect(heading(page, 1)).toBeFocused()
  await expect(playground.status).toContainText('Ready')
  const plot = playground.chart('Step size').locator('.chart__plot')
  /** No part of the plot lies under the tour or outside of the screen. */
  const isClear = async () => {
    const [box, panel] = [(await plot.boundingBox())!, (await tour(page, 1).boundingBox())!]
    return box.y >= 0 && box.y + box.height <= panel.y
  }
  await expect.poll(isClear).toBe(true)
  expect(await isAsWideAsTheScreen(page)).toBe(true)
  expect(await violations(page, '.tour')).toEqual([])
  await test.info().attach('phone', { body: await page.screenshot(), contentType: 'image/png' })

  await test.step('it begins at the first hints and in the guide as well', async () => {
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(tour(page, 1)).toHaveCount(0)
    await page.getByRole('button', { name: 'Tour', exact: true }).click()
    await expect(heading(page, 1)).toBeFocused()
    await tour(page, 1).getByRole('button', { name: 'Leave the tour' }).click()
    const guide = page.getByRole('region', { name: 'What you are looking at' })
    await guide.getByRole('button', { name: 'take the tour' }).click()
    await expect(heading(page, 1)).toBeFocused()
    await expect(heading(page, 1)).toBeInViewport()
    await expect.poll(isClear).toBe(true)
  })

  // A link that names a scene and has another experiment: the panel says so, and opens the scene.
  await page.goto('about:blank')
  await playground.open('backend=wasm&view.tour=4')
  await expect(tour(page, 4)).toContainText('The page has another experiment now')
  await tour(page, 4).getByRole('button', { name: 'Open it again' }).click()
  await expect(tour(page, 4)).toContainText(scenes[3]!.question)
  await page.locator('.undo').getByRole('button', { name: 'Dismiss' }).click()
  expect(await layoutProblems(page, 40)).toEqual([])
  await context.close()
})

test('a scene that stands in another place, or comes back, leaves the focus where it is', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const playground = new PlaygroundPage(page)
  await playground.open('backend=wasm')
  await page.getByRole('button', { name: 'Presets', exact: true }).click()
  await page.getByRole('button', { name: 'Take the tour', exact: true }).click()
  await expect(heading(page, 1)).toBeFocused()
  const train = page.getByRole('button', { name: 'Train', exact: true })
  await train.focus()
  const isOverCharts = () =>
    tour(page, 1).evaluate((panel) => getComputedStyle(panel).position === 'fixed')
  for (const isNarrow of [true, false]) {
    await page.setViewportSize({ width: isNarrow ? 700 : 1366, height: 768 })
    await expect.poll(isOverCharts).toBe(isNarrow)
    await expect(train).toBeFocused()
  }

  // A scene that the page opens by itself, because the address says so.
  await tour(page, 1).getByRole('button', { name: 'Leave the tour' }).click()
  await expect(page.getByRole('button', { name: 'Presets', exact: true })).toBeFocused()
  await train.focus()
  await page.evaluate((link) => void (location.hash = link), `${scenes[1]!.link}&view.tour=2`)
  await expect(tour(page, 2)).toBeVisible()
  await expect(train).toBeFocused()
})
