import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

const SPIRALS =
  'data=spirals&model=mlp&width=24&depth=2&activation=tanh&batch=30&eval=50&noise=0.1' +
  '&run=alig,maxLr:1&run=sgd,lr:1e-6&backend=wasm'

test('spirals: regions are drawn while it trains, and follow the weights', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SPIRALS}&steps=600`)
  const region = (name: string) =>
    page.getByRole('figure', { name: `Regions of ${name}` }).getByRole('img')
  const words = (name: string) => region(name).getAttribute('aria-label')
  const accuracy = async (name: string) =>
    Number(/: ([\d.]+)\s% of the training/.exec((await words(name)) ?? '')?.[1])
  const picture = (name: string) =>
    region(name).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())

  await expect(region('ALI-G')).toHaveAttribute('aria-label', /at step 0:/)
  const before = [await picture('ALI-G'), await words('ALI-G')]
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(region('ALI-G')).toHaveAttribute('aria-label', /at step 1:/)

  await playground.train.click()
  const during = /at step (?!1:|600:)\d+:/
  await expect(region('ALI-G')).toHaveAttribute('aria-label', during, { timeout: 30_000 })
  await expect(playground.status).toContainText('Done', { timeout: 60_000 })
  await expect(region('ALI-G')).toHaveAttribute('aria-label', /at step 600:/)
  expect(await picture('ALI-G')).not.toBe(before[0])
  expect(await words('ALI-G')).not.toBe(before[1])
  // A tenth of the labels is wrong; with a rate of 1e-6 SGD stays where chance put it.
  await expect.poll(() => accuracy('ALI-G')).toBeGreaterThan(80)
  expect(await accuracy('SGD')).toBeLessThan(60)
  await expect(playground.run('ALI-G')).toContainText(/9\d(\.\d)?\s%/)
})

test('spirals chosen by hand bring what suits them; folded, nothing is computed', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open('backend=wasm&view.regions=off')
  await playground.openSettings()
  const data = page.getByRole('combobox', { name: 'data', exact: true })
  await page.getByRole('combobox', { name: 'model', exact: true }).selectOption('cnn')
  await data.selectOption('spirals')
  await expect(page.getByRole('spinbutton', { name: 'batch', exact: true })).toHaveValue('30')
  await expect(page.getByRole('spinbutton', { name: 'examples', exact: true })).toHaveValue('300')
  await expect(page.getByRole('combobox', { name: 'model', exact: true })).toHaveValue('mlp')
  await expect(page.getByRole('combobox', { name: 'model' }).getByRole('option')).toHaveCount(2)
  await expect(playground.status).toContainText('Ready')
  const fold = page.getByRole('button', { name: 'Decision regions' })
  await expect(fold).toHaveAttribute('aria-expanded', 'false')
  await expect(page.getByTestId('region')).toHaveCount(0)
  await fold.click()
  await expect(page.getByTestId('region').first()).toHaveAttribute('aria-label', /at step 0:/)
  await data.selectOption('mnist')
  await expect(fold).toHaveCount(0)
  await expect(playground.status).toContainText('Ready')
})
