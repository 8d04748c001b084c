/** Every field of the page that holds a number, filled in as people elsewhere write numbers. */
import { expect, test, type Locator } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const PAGES = {
  'a network on images, with the strip':
    'examples=200&batch=20&model=cnn&backend=cpu&view.strip=sgd,alig,adam',
  'a network on points': 'data=spirals&model=mlp&backend=cpu&run=alig&run=sgd&run=adam',
}

async function type(field: Locator, text: string): Promise<void> {
  await field.fill(text)
  await field.press('Enter')
}

/**
 * Types a text. Either the number that it means is in the field, or the text is still there,
 * marked as wrong, with a sentence of its own about it.
 */
async function expectRead(field: Locator, text: string, meaning: string): Promise<string> {
  const before = await field.getAttribute('aria-valuetext')
  await type(field, text)
  const isRefused = (await field.getAttribute('aria-invalid')) === 'true'
  if (isRefused) {
    await expect(field).toHaveValue(text)
    await expect(field).toHaveAttribute('aria-valuetext', before!)
    const [problem] = (await field.getAttribute('aria-describedby'))!.split(' ')
    const sentence = field.page().locator(`[id="${problem}"]`)
    await expect(sentence).toHaveRole('alert')
    await expect(sentence).toContainText(`“${text}” was read as ${meaning} and not taken over.`)
    await expect(sentence).toContainText(/ has to be a (whole )?number from \S+ to \S+/)
    await field.press('Escape')
    await expect(sentence).toBeHidden()
    await expect(field).toHaveAttribute('aria-valuetext', before!)
    return 'refused'
  }
  await expect(field).toHaveValue(meaning)
  await expect(field).toHaveAttribute('aria-valuetext', meaning)
  await type(field, before === 'no limit' ? 'none' : before!)
  return 'read'
}

for (const [name, link] of Object.entries(PAGES)) {
  test(`${name}: no field puts another number in the place of the typed one`, async ({ page }) => {
    test.slow()
    const playground = new PlaygroundPage(page)
    await playground.open(link)
    const folded = page.locator('details.card__more:not([open]) > summary')
    while ((await folded.count()) > 0) await folded.first().click()
    await playground.openSettings()
    const fields = await page.getByRole('spinbutton').all()
    const outcomes: string[] = []
    for (const field of fields) {
      const isWhole = (await field.getAttribute('inputmode')) === 'numeric'
      await field.scrollIntoViewIfNeeded()
      outcomes.push(await expectRead(field, '1,25', '1.25'))
      outcomes.push(await expectRead(field, '10.000', isWhole ? '10000' : '10'))
    }
    expect(fields.length).toBeGreaterThan(20)
    // Both ways of answering were met, in so many fields.
    for (const outcome of ['read', 'refused'])
      expect(outcomes.filter((one) => one === outcome).length).toBeGreaterThan(5)
  })
}

test('a text that is refused stays until it is corrected, and the link with it', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open('examples=200&batch=20&backend=cpu&run=sgd,lr:0.5')
  const link = await playground.sharedLink()
  const field = playground.run('SGD').getByRole('spinbutton', { name: 'lr', exact: true })
  await type(field, '1,000')
  const alert = playground.run('SGD').getByRole('alert')
  await expect(alert).toContainText('It can be read as 1 or as 1000: write 1.0 or 1000.')
  await expect(alert).toContainText('It is still 0.5.')
  // Leaving the field, and stepping from it, change nothing either.
  await field.press('ArrowUp')
  await field.press('Tab')
  await expect(field).toHaveValue('1,000')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  expect(await playground.sharedLink()).toBe(link)
  await type(field, '1,5')
  await expect(alert).toBeHidden()
  await expect(field).toHaveValue('1.5')
  // The worker looks along the gradient, and takes the change after that: the open link follows.
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/lr:1\.5/)
})

test('the ends of the strip cannot change places', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('examples=200&batch=20&backend=cpu&view.strip=sgd&view.stripRange=0.1:10')
  const from = page.getByRole('spinbutton', { name: 'from', exact: true })
  const to = page.getByRole('spinbutton', { name: 'to', exact: true })
  await type(from, '20')
  await expect(page.getByRole('alert')).toContainText('has to be below the largest, 10.')
  await expect(from).toHaveValue('20')
  await expect(to).toHaveValue('10')
  await from.press('Escape')
  await expect(from).toHaveValue('0.1')
})
