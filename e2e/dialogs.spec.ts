/** The dialogs of the toolbar: opened, closed and opened again, and where the focus is then. */
import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const DIALOGS = [
  { button: 'Help', title: 'Keys and help' },
  { button: 'Saved', title: 'Saved experiments' },
  { button: 'Presets', title: 'Presets' },
] as const

for (const { button, title } of DIALOGS)
  test(`${button} gives the focus back, and opens again at once`, async ({ page }) => {
    await new PlaygroundPage(page).open('backend=wasm')
    const opener = page.getByRole('button', { name: button, exact: true })
    const dialog = page.getByRole('dialog', { name: title })
    for (const close of ['press', 'Escape'] as const) {
      await opener.click()
      await expect(dialog).toBeVisible()
      if (close === 'Escape') await page.keyboard.press('Escape')
      else await dialog.getByRole('button', { name: 'Close', exact: true }).click()
      await expect(dialog).toBeHidden()
      await expect(opener).toBeFocused()
    }

    await opener.click()
    await expect(dialog).toBeVisible()
    // The press comes before the browser has told the page that the dialog was closed.
    await opener.evaluate((element: HTMLElement) => {
      document.querySelector<HTMLDialogElement>('dialog[open]')!.close()
      element.click()
    })
    await expect(dialog).toBeVisible()
    await page.waitForTimeout(300)
    await expect(dialog).toBeVisible()
  })

test('the link in Help leads to the guide, which has the focus', async ({ page }) => {
  await new PlaygroundPage(page).open('backend=wasm')
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Keys and help' })
  await expect(dialog.getByRole('button', { name: 'Close', exact: true })).toBeFocused()
  await dialog.getByRole('link', { name: 'the guide' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('#guide')).toBeFocused()
})
