import { devices, expect, test } from '@playwright/test'
import {
  countShifts,
  countShiftsFromOpening,
  expectLines,
  layoutProblems,
  shiftsSince,
} from './layoutFacts'
import { PlaygroundPage } from './playgroundPage'

const LINK = 'model=softmax&examples=2000&batch=50&eval=20&backend=wasm'
/** A finger needs 40 px; the mouse gets by with less where things stand close together. */
const FINGER = 40
const MOUSE = 20

const SIZES = [
  { name: 'phone', viewport: { width: 360, height: 740 }, least: FINGER, touch: true },
  { name: 'laptop', viewport: { width: 1280, height: 800 }, least: MOUSE, touch: false },
  { name: 'wide', viewport: { width: 2560, height: 1440 }, least: MOUSE, touch: false },
] as const

for (const { name, viewport, least, touch } of SIZES)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`nothing overlaps, is cut or jumps: ${name}, ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({
        ...(touch ? { ...devices['Pixel 7'], hasTouch: true, isMobile: true } : {}),
        viewport,
        colorScheme,
        deviceScaleFactor: 1,
      })
      const page = await context.newPage()
      const picture = async (moment: string, fullPage = false) =>
        test.info().attach(`${name} ${colorScheme} ${moment}`, {
          body: await page.screenshot({ fullPage }),
          contentType: 'image/png',
        })
      const playground = new PlaygroundPage(page)
      await countShiftsFromOpening(page)
      await playground.open(LINK)
      await expect(page.locator('.anatomy .chart__line').first()).toBeAttached()
      expect(await shiftsSince(page)).toEqual([])
      await picture('before training')
      expect(await layoutProblems(page, least)).toEqual([])

      await countShifts(page)
      await playground.trainPast(60)
      const field = playground.run('ALI-G').getByRole('spinbutton', { name: 'maxLr' })
      expect(await shiftsSince(page)).toEqual([])
      await field.fill('0.05')
      await field.press('Enter')
      await playground.waitForStep((await playground.step()) + 60)
      await playground.pauseTraining()
      await expectLines(page)
      expect(await layoutProblems(page, least)).toEqual([])
      await picture('after training')
      await picture('after training, whole page', true)
      await context.close()
    })
