import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'

const LINK = 'v=1&backend=wasm&examples=2000&steps=100&eval=50&noise=0.3'

/** Numbers of the confusion matrix, a list for each class. */
async function confusion(page: Page): Promise<number[][]> {
  const rows = page.getByRole('table', { name: 'Confusion matrix' }).locator('tbody tr')
  return rows.evaluateAll((list) =>
    list.map((row) =>
      [...row.querySelectorAll('td')]
        .slice(0, -1)
        .map((cell) => Number(cell.textContent.replaceAll(',', ''))),
    ),
  )
}

test('shows pictures, mistakes and a confusion matrix that agrees with the evaluation', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.openTab('Examples')
  const batch = page.getByRole('list', { name: 'Images of the batch' })
  await expect(batch.getByRole('listitem')).toHaveCount(20)
  // With 30 % of the labels wrong some of 20 are; each says what it is.
  expect(await batch.getByText(/wrong label, is \d/).count()).toBeGreaterThan(0)
  await playground.trainToLimit()
  await expect(page.getByText('At step 100:')).toBeVisible()
  const matrix = await confusion(page)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  expect(sum(matrix.flat())).toBe(10_000)
  const evaluations = numbers(await playground.exportRows('Evaluations (CSV)'), 0, 'test_accuracy')
  expect(sum(matrix.map((row, i) => row[i]!)) / 10_000).toBeCloseTo(evaluations.at(-1)!, 6)
  await expect(
    page.getByRole('list', { name: 'Most wrong test images' }).getByRole('listitem'),
  ).toHaveCount(24)
  await expect(page.getByRole('heading', { name: 'The batch of step 100' })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const open = await playground.exportText('Metrics (CSV)')
  const without = (text: string) => text.replaceAll(/^((?:[^,]*,){5})[^,]*,/gm, '$1')
  const closed = new PlaygroundPage(await page.context().newPage())
  await closed.open(LINK)
  await closed.trainToLimit()
  expect(without(await closed.exportText('Metrics (CSV)'))).toBe(without(open))
})

test('sees what is drawn, by hand and by keys, and test images by their number', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open('v=1&backend=wasm&examples=6000&steps=150')
  await playground.trainToLimit()
  await playground.openTab('Draw a digit')
  const pad = page.getByRole('application', { name: 'Drawing pad' })
  await pad.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await pad.boundingBox())!
  await page.mouse.move(x + width / 2, y + height * 0.2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height * 0.8, { steps: 8 })
  await page.mouse.up()
  const guess = page.getByRole('region', { name: 'Prediction of ALI-G' }).getByRole('listitem')
  await expect(guess).toHaveCount(3)
  await expect(guess.first()).toContainText(/1\s*\d+\.\d\s%/)

  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(guess.first()).toHaveText('–')
  await pad.focus()
  for (const key of [' ', ...Array<string>(16).fill('ArrowDown')]) await page.keyboard.press(key)
  await expect(guess.first()).toContainText(/1\s*\d+\.\d\s%/)

  await page.getByRole('button', { name: 'Next test image' }).click()
  await expect(page.getByText('Test image 0: 7')).toBeVisible()
  await expect(guess.first()).toContainText(/7\s*\d+\.\d\s%/)
})
