import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const LINK = 'model=softmax&examples=500&batch=50&eval=10&backend=wasm'

test('runs are added, renamed, hidden, moved, removed and brought back', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  const labels = () =>
    page
      .locator('section.card')
      .evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label')))
  const press = async (run: string, button: string) => {
    await playground.openMore(run)
    await playground.run(run).getByRole('button', { name: button, exact: true }).click()
  }

  await page.getByRole('button', { name: 'Add Adam' }).click()
  await press('SGD', 'Duplicate SGD')
  await expect.poll(labels).toEqual(['ALI-G', 'SGD', 'Adam', 'Adam 2', 'SGD 2'])
  await press('Adam 2', 'Move Adam 2 up')
  await expect.poll(labels).toEqual(['ALI-G', 'SGD', 'Adam 2', 'Adam', 'SGD 2'].map(renumbered))
  await press('SGD 2', 'Rename SGD 2')
  await page.getByRole('textbox', { name: 'Name' }).fill('Slow')
  await page.keyboard.press('Enter')
  await expect(playground.run('Slow')).toBeVisible()
  await expect(playground.status).toContainText('Ready')
  await playground.trainPast(20)
  await playground.pauseTraining()

  const lines = playground.chart('Loss').locator('.chart__line')
  const count = await lines.count()
  await press('Slow', 'Hide Slow')
  await expect.poll(() => lines.count()).toBeLessThan(count)
  await press('Slow', 'Show Slow')
  await expect.poll(() => lines.count()).toBe(count)
  await press('Slow', 'Remove Slow')
  await expect(playground.run('Slow')).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(playground.run('Slow')).toBeVisible()
  await expect.poll(() => lines.count()).toBe(count)
})

/** Repeats are numbered in the order of the list. */
const renumbered = (label: string) =>
  label === 'Adam 2' ? 'Adam' : label === 'Adam' ? 'Adam 2' : label

test('training goes by steps, epochs and at a pace; Reset leaves previous runs and can be undone', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  const advance = async (item: string) => {
    await page.getByRole('button', { name: 'Advance' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect.poll(() => playground.step()).toBe(1)
  await expect(playground.status).toContainText('Paused')
  await advance('10 steps')
  await expect.poll(() => playground.step()).toBe(11)
  await expect(playground.status).toContainText('Paused')
  await advance('1 epoch')
  await expect.poll(() => playground.step()).toBe(21)
  await expect(playground.status).toContainText('Paused')
  await page.keyboard.press('Escape')
  await page.locator('body').press('ArrowRight')
  await expect.poll(() => playground.step()).toBe(22)

  await test.step('at 5 steps a second a second has about five', async () => {
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('5 steps/s')
    await playground.train.click()
    await page.waitForTimeout(1500)
    await playground.pauseTraining()
    expect(await playground.step()).toBeLessThanOrEqual(22 + 12)
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('flat out')
  })

  const field = playground.run('ALI-G').getByRole('spinbutton', { name: 'maxLr' })
  await test.step('a changed value goes back to its default by one press', async () => {
    await field.fill('0.01')
    await field.press('Enter')
    // While paused, too, and where the axis ends at the last step.
    await expect(playground.chart('Step size')).toContainText('maxLr 0.2 → 0.01')
    await advance('10 steps')
    await expect(playground.chart('Step size')).toContainText('maxLr 0.2 → 0.01')
    await playground.run('ALI-G').getByRole('button', { name: 'maxLr: default' }).click()
    await expect(field).toHaveValue('0.2')
    await page.getByRole('checkbox', { name: 'explain controls' }).check()
    await expect(playground.run('ALI-G').locator('.field__help').first()).toBeVisible()
    await playground.openMore('ALI-G')
    for (const control of ['slider', 'spinbutton'] as const)
      for (const one of await playground.run('ALI-G').getByRole(control).all())
        await expect(one).toHaveAccessibleDescription(/\w+ \w+/)
    await page.getByRole('checkbox', { name: 'explain controls' }).uncheck()
  })

  await test.step('runs from before a Reset stay for comparison, with what has changed', async () => {
    const step = await playground.step()
    await page.getByRole('button', { name: 'Reset', exact: true }).click()
    await expect.poll(() => playground.step()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => playground.step()).toBe(step)
    await expect(page.getByRole('table', { name: 'Compare runs' })).not.toContainText('since then')
    await field.fill('0.05')
    await field.press('Enter')
    await page.getByRole('button', { name: 'Reset', exact: true }).click()
    await expect(playground.status).toContainText('Ready')
    const previousRun = page.getByRole('row', { name: /ALI-G.*since then: .*maxLr/ })
    await expect(previousRun).toContainText('0.05')
    await page.getByRole('button', { name: 'Clear earlier runs' }).click()
    await expect(previousRun).toBeHidden()
  })
})
