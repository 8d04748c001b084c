/** Links as they arrive, in the address bar of a browser. */
import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const LINK = 'v=1&examples=200&model=softmax&batch=20&backend=cpu&run=sgd,lr:0.5'

for (const [name, happened] of [
  ['with ampersands of HTML', LINK.replaceAll('&', '&amp;')],
  ['with the marks of a sentence', `${LINK}).”`],
  ['with a zero-width space', `${LINK}\u200b`],
  ['encoded once more', encodeURIComponent(LINK)],
  ['with the parameters of another site', `${LINK}?utm_source=mail&fbclid=IwAR0-x_1`],
] as const) {
  test(`a link ${name} is read`, async ({ page }) => {
    const playground = new PlaygroundPage(page)
    await playground.open(happened)
    const link = await playground.sharedLink()
    expect(link).toMatch(new RegExp(`#${LINK.replace('.', '\\.')}$`))
    await expect(page.locator('.notice, .strip--warning')).toHaveCount(0)
  })
}

test('an address that is no link says so and leaves the experiment as it is', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await page.evaluate(() => (location.hash = '#about'))
  await expect(page.getByRole('main')).toContainText('"#about"')
  await expect(page.getByRole('main')).toContainText('which is not a link to an experiment')
  await expect(page).toHaveURL(new RegExp(`#${LINK.replace('.', '\\.')}$`))
  await playground.openSettings()
  await expect(page.getByRole('spinbutton', { name: 'batch', exact: true })).toHaveValue('20')
})
