import { expect, test } from '@playwright/test'
import { presets } from '../src/experiment/presets'
import { PlaygroundPage } from './playgroundPage'

test('a preset says what to look at and what was measured; a light tells when the ball acts', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open('backend=wasm')
  const preset = presets.find(({ id }) => id === 'ball')!
  await page.getByRole('button', { name: 'Presets', exact: true }).click()
  const menu = page.getByRole('menu', { name: 'Presets' })
  await expect(menu.getByRole('menuitem')).toHaveCount(presets.length)
  await expect(menu.getByRole('group', { name: preset.group })).toBeVisible()
  // Called by its title, and by the question that is written on it.
  const name = `${preset.title}: ${preset.question}`
  await menu.getByRole('menuitem', { name, exact: true }).click()
  await expect(playground.status).toContainText('Ready')
  const note = page.getByRole('complementary', { name: `About ${preset.title}` })
  await expect(note).toContainText(preset.lookAt)
  await expect(note).toContainText(preset.measured!)

  // The initial weights have a norm of about 16.6: the smallest ball acts from the first step on.
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(playground.run('radius 2')).toContainText(
    'ball acted on 100 % of the last 100 steps',
  )
  await expect(playground.run('no ball')).not.toContainText('ball acted')

  // An L2 term beside it is warned of.
  await playground.open('model=softmax&backend=wasm&run=alig,weightDecay:0.01')
  await expect(playground.run('ALI-G')).toContainText('Set a radius instead')
  await expect(note).toBeHidden()
})

test('presets about instruments leave no room where charts are not shown, and have their panel open', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const playground = new PlaygroundPage(page)
  const preset = presets.find(({ id }) => id === 'memorised')!
  await playground.open(`${preset.link}&backend=wasm`)
  const charts = page.getByRole('region', { name: 'Charts', exact: true })
  const title = charts.getByRole('heading', { name: 'Loss', exact: true })
  await expect(title).toBeVisible()
  const [outer, inner] = [await charts.boundingBox(), await title.boundingBox()]
  expect(inner!.y - outer!.y).toBeLessThan(50)

  // Right and wrong labels are counted apart before the first step, too.
  const gauge = page.getByRole('region', { name: 'Training examples of ALI-G' })
  await expect(gauge).toContainText('all 500 training examples')
  await expect(gauge.getByRole('img', { name: 'Loss of wrong labels' })).toBeVisible()
})

for (const [id, name] of [
  ['memorised', 'Training examples of ALI-G'],
  ['alpha', 'Why this step?'],
] as const)
  test(`what the preset ${id} is about is on the first screen`, async ({ page }) => {
    await page.setViewportSize({ width: 1366, height: 768 })
    const { link } = presets.find((one) => one.id === id)!
    await new PlaygroundPage(page).open(`${link}&backend=wasm`)
    await expect(page.getByRole('region', { name: 'Charts', exact: true })).toBeInViewport()
    const shown = page.getByRole('region', { name, exact: true })
    await expect(shown).toBeInViewport({ ratio: 0.6 })
  })
