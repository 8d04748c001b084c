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
      /** Of the whole page, or of what has been opened: a look at all of it takes seconds. */
      const violations = async (part?: string) => {
        const axe = new AxeBuilder({ page })
        return (await (part ? axe.include(part) : axe).analyze()).violations
      }
      const opened = async (name: string, part: string) => {
        await page.getByRole('button', { name, exact: true }).click()
        await expect(page.locator(part)).toBeVisible()
        expect(await violations(part), name).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.locator(part)).toBeHidden()
      }
      for (const name of ['Presets', 'Export', 'Theme', 'Advance', 'Charts'])
        await opened(name, '.menu')
      await opened('Share', '.share')
      for (const name of ['Saved', 'Help']) await opened(name, 'dialog[open]')
      await page.getByRole('checkbox', { name: 'explain controls' }).check()
      await page.getByRole('button', { name: 'Probe', exact: true }).click()
      await expect(page.getByRole('main')).toContainText('tangent at zero')
      await playground.openMore('SGD')
      await playground.run('SGD').getByRole('button', { name: 'Remove' }).click()
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      expect(await violations(), 'all panels').toEqual([])
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(viewport.width)
      await playground.chart('Step size').getByRole('button', { name: 'Full screen' }).click()
      expect(await violations('.chart--full'), 'full screen').toEqual([])
      await page.getByRole('button', { name: 'Leave full screen' }).click()
      await page.keyboard.press('p')
      await expect(page.locator('.lecture figure')).toHaveCount(2)
      expect(await violations('.lecture'), 'lecture mode').toEqual([])
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
