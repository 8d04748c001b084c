/** What somebody sees who has just opened the page, without scrolling. */
import { devices, expect, test, type Page } from '@playwright/test'
import { presets } from '../src/experiment/presets'
import { countShifts, shiftsSince } from './layoutFacts'
import { PlaygroundPage } from './playgroundPage'

const SIZES = [
  { name: 'laptop', viewport: { width: 1366, height: 768 }, touch: false },
  { name: 'small laptop', viewport: { width: 1280, height: 720 }, touch: false },
  { name: 'phone', viewport: { width: 390, height: 844 }, touch: true },
] as const

const widest = presets.find(({ id }) => id === 'max-lr')!

/** What has to be in sight but is not, in words. */
const outOfSight = (page: Page) =>
  page.evaluate(() => {
    const plotOf = (title: string) =>
      [...document.querySelectorAll('figure.chart')].find(
        (figure) => figure.querySelector('h3')?.textContent === title,
      )
    const button = (start: string) =>
      [...document.querySelectorAll('button')].find(({ textContent }) =>
        textContent.trim().startsWith(start),
      )
    const isIn = (element: Element | undefined) => {
      if (!element) return false
      const { top, bottom, left, right, height } = element.getBoundingClientRect()
      return (
        height > 0 && top >= 0 && left >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1
      )
    }
    const wanted: Record<string, boolean> = {
      data: isIn(button('MNIST')),
      model: isIn(button('MLP')),
      Train: isIn(button('Train')),
      'the step chart with its axis': isIn(plotOf('Step size')),
      'the loss or the picture along the gradient':
        isIn(plotOf('Loss')) || isIn(plotOf('Along the gradient')),
    }
    return Object.keys(wanted).filter((what) => !wanted[what])
  })

/** Everything but the page that can be scrolled up and down. */
const scrollers = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => {
        const { overflowY } = getComputedStyle(element)
        return (
          ['auto', 'scroll'].includes(overflowY) && element.scrollHeight > element.clientHeight + 1
        )
      })
      .map(({ className }) => String(className)),
  )

for (const { name, viewport, touch } of SIZES)
  test(`the first screen of a ${name} has data, model, Train, the step chart and a second picture`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      ...(touch ? { ...devices['Pixel 7'], hasTouch: true, isMobile: true } : {}),
      viewport,
      deviceScaleFactor: 1,
    })
    const page = await context.newPage()
    const playground = new PlaygroundPage(page)
    const shot = async (moment: string) =>
      test.info().attach(`${name} ${moment}`, {
        body: await page.screenshot(),
        contentType: 'image/png',
      })

    await playground.open('backend=wasm')
    await shot('default link')
    expect(await outOfSight(page)).toEqual([])
    expect(await scrollers(page)).toEqual([])
    const strip = await page.locator('.strip').boundingBox()
    expect(strip!.height).toBeLessThanOrEqual(48)
    await expect(page.locator('details.card__more[open]')).toHaveCount(0)

    await test.step('nothing moves while it trains, is pointed at and is edited', async () => {
      await countShifts(page)
      await playground.trainPast(200)
      const plot = (await playground.chart('Step size').locator('.chart__plot').boundingBox())!
      for (let i = 1; i <= 5 && !touch; i++)
        await page.mouse.move(plot.x + (i * plot.width) / 7, plot.y + plot.height / 2)
      const field = playground.run('ALI-G').getByRole('spinbutton', { name: 'maxLr' })
      if (!touch) {
        await field.fill('0.05')
        await field.press('Enter')
      }
      await playground.waitForStep(500)
      await playground.pauseTraining()
      await shot('after 500 steps')
      expect(await shiftsSince(page)).toEqual([])
      expect(await outOfSight(page)).toEqual([])
      if (!touch)
        await expect(playground.chart('Step size').locator('..')).toContainText('Since step')
    })

    await test.step('a preset of many runs fits as well', async () => {
      await page.goto('about:blank')
      await playground.open(`${widest.link}&backend=wasm`)
      await playground.trainPast(20)
      await playground.pauseTraining()
      await shot('preset')
      expect(await outOfSight(page)).toEqual([])
      expect(await scrollers(page)).toEqual([])
    })
    await context.close()
  })

test('maxLr is within ten stops of the Tab key, in the order of sight', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('backend=wasm')
  const places: { name: string; y: number }[] = []
  for (let i = 0; i < 10; i++) {
    await page.keyboard.press('Tab')
    places.push(
      await page.evaluate(() => {
        const element = document.activeElement!
        const label = (element as HTMLInputElement).labels?.[0]?.textContent
        return {
          name: `${element.role ?? ''} ${element.getAttribute('aria-label') ?? label ?? element.textContent.trim()}`,
          y: Math.round(element.getBoundingClientRect().top),
        }
      }),
    )
    if (places.at(-1)!.name === 'spinbutton maxLr') break
  }
  expect(places.at(-1)?.name).toBe('spinbutton maxLr')
  // Down the page, but for what stands beside each other in one line.
  places.slice(1).forEach(({ name, y }, i) => expect(y, name).toBeGreaterThan(places[i]!.y - 24))
})

test('the drawer has the whole form, and leaves charts and tabs beside it', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('backend=wasm')
  await playground.openSettings()
  await expect(page.getByRole('spinbutton', { name: 'noise' })).toBeVisible()
  await expect(playground.chart('Step size')).toBeVisible()
  const drawer = (await page.getByRole('complementary', { name: 'All settings' }).boundingBox())!
  for (const tab of await page.getByRole('tab').all()) {
    const { x, width } = (await tab.boundingBox())!
    expect(x + width, (await tab.textContent())!).toBeLessThanOrEqual(drawer.x)
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Experiment' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'All settings' })).toBeFocused()

  await page.getByRole('button', { name: 'MLP 128' }).click()
  const dialog = page.getByRole('dialog', { name: 'The network that all runs train' })
  await dialog.getByRole('button', { name: 'Softmax regression' }).click()
  await expect(page.getByRole('button', { name: 'Softmax', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('notes share one strip: they are stepped through, read whole and dismissed at once', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${widest.link}&backend=wasm&nonsense=1`)
  const strip = page.locator('.strip')
  await expect(strip.locator('.notice--warning')).toContainText('nonsense')
  await expect(strip).toContainText('1 of 3')
  await page.getByRole('button', { name: 'Next note' }).click()
  const about = page.getByRole('complementary', { name: `About ${widest.title}` })
  await expect(about).toBeVisible()
  await page.setViewportSize({ width: 700, height: 720 })
  await about.getByRole('button', { name: 'Read all' }).click()
  await expect(strip.locator('.noteText__whole')).toContainText(widest.measured!)
  expect((await strip.boundingBox())!.height).toBeLessThanOrEqual(48)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Dismiss all' }).click()
  await expect(strip.getByRole('button')).toHaveCount(0)
  await expect(about).toBeHidden()
})
