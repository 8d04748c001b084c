/** What the page shows, links and exports is what was trained, until changes are applied. */
import { expect, test, type Page } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const SPIRALS = 'v=1&data=spirals&eval=20&steps=20&backend=wasm'

const pendingBar = (page: Page) => page.getByRole('group', { name: 'Changes not in use yet' })
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })

async function trainSpirals(page: Page): Promise<PlaygroundPage> {
  const playground = new PlaygroundPage(page)
  await playground.open(SPIRALS)
  await playground.trainToLimit()
  return playground
}

/** Longer than the address bar waits for further changes. */
const settle = (page: Page) => page.waitForTimeout(600)

test('other data wait: address, Share and exports stay those of what was trained', async ({
  page,
}) => {
  const playground = await trainSpirals(page)
  await playground.openSettings()
  const parameters = page.locator('.facts div', { hasText: 'parameters' })
  const count = await parameters.textContent()
  await choice(page, 'data').selectOption({ label: 'MNIST' })
  const bar = pendingBar(page)
  await expect(bar).toContainText('Not yet applied: data Spirals → MNIST')
  await expect(choice(page, 'data')).toHaveAccessibleDescription(/Not yet applied/)
  await settle(page)
  expect(page.url()).toContain('data=spirals')
  expect(await playground.sharedLink()).toContain('data=spirals')
  const json = JSON.parse(await playground.exportText('Experiment (JSON)')) as { link: string }
  expect(json.link).toContain('data=spirals')
  expect(await parameters.textContent()).toBe(count)

  await test.step('a reload brings numbers and waiting changes back', async () => {
    await page.reload()
    await expect(playground.status).toContainText('Done: 20 steps')
    await playground.openSettings()
    await expect(choice(page, 'data')).toHaveValue('mnist')
    await expect(bar).toBeVisible()
    await settle(page)
    expect(page.url()).toContain('data=spirals')
  })

  await test.step('Undo changes takes them back, and can be undone', async () => {
    await bar.getByRole('button', { name: 'Undo changes' }).click()
    await expect(choice(page, 'data')).toHaveValue('spirals')
    await expect(bar).toBeHidden()
    expect(await playground.step()).toBe(20)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(choice(page, 'data')).toHaveValue('mnist')
    await expect(bar).toBeVisible()
  })

  await test.step('Restart trains the new experiment, without the earlier runs', async () => {
    await bar.getByRole('button', { name: 'Restart with MNIST, MLP' }).click()
    await expect(bar).toBeHidden()
    await expect(playground.status).toContainText('Done: 20 steps', { timeout: 60_000 })
    await expect.poll(() => page.url()).not.toContain('data=spirals')
    const table = page.getByRole('table', { name: 'Compare runs' })
    await expect(table).toContainText('ALI-G')
    await expect(table).not.toContainText('take 1')
    await expect(playground.chart('Loss')).not.toContainText('take 1')
    await expect(page.getByText('they are not drawn beside the new ones')).toBeVisible()
  })
})

test('Keep training takes the changes back and goes on with what was trained', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SPIRALS.replace('&steps=20', '')}&view.pace=20`)
  await playground.trainPast(20)
  await playground.pauseTraining()
  const step = await playground.step()
  await playground.openSettings()
  const batch = page.getByRole('spinbutton', { name: 'batch', exact: true })
  const before = await batch.inputValue()
  await batch.fill('7')
  await batch.press('Enter')
  await expect(pendingBar(page).getByRole('button', { name: 'Restart with batch 7' })).toBeVisible()
  await pendingBar(page)
    .getByRole('button', { name: `Keep training with batch ${before}` })
    .click()
  await expect(batch).toHaveValue(before)
  await playground.waitForStep(step + 10)
  await playground.pauseTraining()
  expect(await playground.sharedLink()).not.toContain('batch=7')
  // What was typed back by hand is no change either.
  await batch.fill('7')
  await batch.press('Enter')
  await expect(pendingBar(page)).toBeVisible()
  await batch.fill(before)
  await batch.press('Enter')
  await expect(pendingBar(page)).toBeHidden()
})

test('another experiment opens on a clean page; comparable runs can be brought back', async ({
  page,
}) => {
  const playground = await trainSpirals(page)
  await page.evaluate((link) => (location.hash = link), `${SPIRALS}&seed=2`)
  await expect(playground.status).toContainText('Ready')
  const table = page.getByRole('table', { name: 'Compare runs' })
  await expect(table).not.toContainText('take 1')
  await page.getByRole('button', { name: 'Bring the earlier runs back' }).click()
  await expect(table).toContainText('take 1')
  await expect(table).toContainText('seed: 1 → 2')
})

test('charts say what is smoothed, end at the last step, and show it as soon as it pauses', async ({
  page,
}) => {
  const playground = await trainSpirals(page)
  const loss = playground.chart('Loss')
  await expect(loss.locator('.legend')).toContainText('smoothed')
  // Twenty steps are numbered from 0; evaluations stand behind the last one.
  await expect(loss).toHaveAccessibleDescription(/over step 0 to 20\./)
  await page.goto('about:blank')
  await playground.open(`${SPIRALS.replace('steps=20', 'steps=23')}`)
  await playground.trainToLimit()
  await expect(loss).toHaveAccessibleDescription(/over step 0 to 2[23]\./)
})

test('no chart lags behind once the page says that it is paused', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(
    `${SPIRALS.replace('&steps=20', '')}&view.charts=step,loss,accuracy,gradient`,
  )
  await playground.trainPast(50)
  await playground.pauseTraining()
  const step = await playground.step()
  const ends = () =>
    page.evaluate(() =>
      ['Step size', 'Loss', 'Accuracy', 'Gradient norm'].map((title) =>
        Number(
          document.querySelector(`[aria-label="${title}: cursor"]`)!.getAttribute('aria-valuemax'),
        ),
      ),
    )
  // Steps are numbered from 0; an evaluation may stand behind the last one. On a slow machine charts are
  // drawn in slices, one after the other, right after the words.
  const behind = async () => (await ends()).filter((end) => end !== step - 1 && end !== step)
  await expect.poll(behind, { timeout: 5000 }).toEqual([])
})
