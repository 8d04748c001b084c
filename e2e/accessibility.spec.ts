import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'

const LINK = 'examples=500&batch=50&eval=10&steps=20&backend=wasm'

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 360, height: 740 },
  ])
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px wide`, async ({ page }) => {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      const playground = new PlaygroundPage(page)
      await playground.open(LINK)
      await playground.trainToLimit()
      const violations = async () => (await new AxeBuilder({ page }).analyze()).violations
      expect(await violations()).toEqual([])
      for (const name of ['Export', 'Share']) {
        await page.getByRole('button', { name, exact: true }).click()
        expect(await violations(), name).toEqual([])
        await page.keyboard.press('Escape')
      }
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(viewport.width)
    })

test('the main job by keyboard alone', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('examples=1000&batch=50&eval=1000&backend=wasm')
  /** Tabs to a control as somebody without a mouse does. */
  const tabTo = async (role: string, name: string) => {
    for (let i = 0; i < 200; i++) {
      await page.keyboard.press('Tab')
      const isThere = await page.evaluate(
        ([wantedRole, wantedName]) => {
          const element = document.activeElement
          const labels = (element as HTMLInputElement | null)?.labels
          const label =
            element?.getAttribute('aria-label') ??
            (element?.getAttribute('aria-labelledby')
              ? document.getElementById(element.getAttribute('aria-labelledby')!)?.textContent
              : labels?.[0]?.textContent) ??
            element?.textContent
          const own = element?.getAttribute('role') ?? (element as HTMLInputElement | null)?.type
          return own === wantedRole && label?.trim() === wantedName
        },
        [role, name],
      )
      if (isThere) return
    }
    throw new Error(`no ${role} "${name}" was reached by Tab`)
  }
  await tabTo('button', 'Train')
  await page.keyboard.press('Enter')
  await playground.waitForStep(10)
  await tabTo('range', 'maxLr')
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
  await expect(playground.chart('Step size')).toContainText('0.2')
  const now = await playground.step()
  await playground.waitForStep(now + 20)
  await page.keyboard.press('Escape')
  await playground.pauseTraining()
  const maxLr = numbers(await playground.exportRows('Metrics (CSV)'), 0, 'max_lr')
  expect(maxLr[0]).toBe(0.2)
  expect(maxLr.at(-1)).toBeLessThan(0.2)
})
