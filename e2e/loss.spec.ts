import { expect, test } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'

const LINK = 'v=1&examples=500&batch=50&steps=20&eval=20'
const RUNS = '&run=alig,maxLr:0.1&run=sgd,lr:0.01'

test('the squared error is chosen on the page, kept in the link, and trains alike on both backends', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&backend=wasm${RUNS}`)
  await playground.openSettings()
  const loss = page.getByRole('combobox', { name: 'loss', exact: true })
  await expect(loss).toHaveValue('crossEntropy')
  await loss.selectOption({ label: 'squared error' })
  await expect(playground.status).toContainText('Ready')
  await expect.poll(() => playground.sharedLink()).toContain('&loss=squared&')

  await playground.trainToLimit()
  const onWasm = await playground.exportRows('Metrics (CSV)')
  const losses = numbers(onWasm, 0, 'loss')
  expect(losses).toHaveLength(20)
  // Cross-entropy at the same weights is below 4, half of ten squares of outputs of size 1 is not.
  expect(losses[0]).toBeGreaterThan(4)
  expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!)
  const squares = numbers(onWasm, 0, 'grad_norm_sq')
  numbers(onWasm, 0, 'step_size_unclipped').forEach((step, i) =>
    expect(step / (losses[i]! / (squares[i]! + 1e-5))).toBeCloseTo(1, 4),
  )

  // The outputs themselves are shown, not probabilities.
  await playground.closeSettings()
  await playground.openTab('Examples')
  const worst = page.getByRole('list', { name: 'Most wrong test images' })
  await expect(worst.getByRole('listitem').first()).toContainText(/✗ \d -?\d+\.\d\d(?!\s%)/)
  await expect(worst).not.toContainText('%')

  await page.goto('about:blank')
  await playground.open(`${LINK}&loss=squared&backend=webgpu${RUNS}`)
  await playground.trainToLimit()
  const onGpu = await playground.exportRows('Metrics (CSV)')
  for (const run of [0, 1])
    for (const column of ['loss', 'step_size']) {
      const expected = numbers(onWasm, run, column)
      numbers(onGpu, run, column).forEach((value, step) =>
        expect(Math.abs(value / expected[step]! - 1), `${run} ${column} ${step}`).toBeLessThan(
          1e-3,
        ),
      )
    }
})

test('the hinge loss trains alike on both backends, reaches 0, and goes into a PyTorch script', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&backend=wasm${RUNS}`)
  await playground.openSettings()
  await page
    .getByRole('combobox', { name: 'loss', exact: true })
    .selectOption({ label: 'multi-class hinge' })
  await expect(playground.status).toContainText('Ready')
  await expect.poll(() => playground.sharedLink()).toContain('&loss=hinge&')
  await expect(page.getByText('outputs that are all 0 have 1.')).toBeVisible()
  await playground.trainToLimit()
  const onWasm = await playground.exportRows('Metrics (CSV)')
  expect(await playground.exportText('PyTorch script')).toContain('Multi-class hinge')
  await playground.closeSettings()
  await playground.openTab('Examples')
  const worst = page.getByRole('list', { name: 'Most wrong test images' })
  await expect(worst.getByRole('listitem').first()).toContainText(/✗ \d -?\d+\.\d\d(?! %)/)

  await page.goto('about:blank')
  await playground.open(`${LINK}&loss=hinge&backend=webgpu${RUNS}`)
  await playground.trainToLimit()
  const onGpu = await playground.exportRows('Metrics (CSV)')
  for (const run of [0, 1]) {
    const expected = numbers(onWasm, run, 'loss')
    expect(expected).toHaveLength(20)
    expect(expected.at(-1)).toBeLessThan(0.5 * expected[0]!)
    numbers(onGpu, run, 'loss').forEach((loss, step) =>
      expect(Math.abs(loss / expected[step]! - 1), `${run}, step ${step}`).toBeLessThan(1e-3),
    )
  }

  // Twenty images are learned by heart: from some step on the loss is 0, and nothing moves any more.
  await page.goto('about:blank')
  await playground.open(
    'v=1&examples=20&batch=20&model=softmax&loss=hinge&steps=60&backend=wasm&run=alig,maxLr:none',
  )
  await playground.trainToLimit()
  const rows = await playground.exportRows('Metrics (CSV)')
  const losses = numbers(rows, 0, 'loss')
  const first = losses.indexOf(0)
  expect(first).toBeGreaterThan(0)
  expect(new Set(losses.slice(first))).toEqual(new Set([0]))
  expect(new Set(numbers(rows, 0, 'step_size').slice(first))).toEqual(new Set([0]))
  expect(new Set(numbers(rows, 0, 'weight_norm').slice(first)).size).toBe(1)
})

test('the loss goes back to its default, and a file brings it along', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&loss=squared&backend=wasm`)
  await playground.openSettings()
  const loss = page.getByRole('combobox', { name: 'loss', exact: true })
  await expect(loss).toHaveValue('squared')
  const file = JSON.parse(await playground.exportText('Experiment (JSON)')) as {
    experiment: { loss: string }
  }
  expect(file.experiment.loss).toBe('squared')
  expect(await playground.exportText('PyTorch script')).toContain(
    'F.one_hot(labels, logits.shape[1])',
  )
  await page.getByRole('button', { name: 'loss: default', exact: true }).click()
  await expect(loss).toHaveValue('crossEntropy')
  await expect.poll(() => playground.sharedLink()).not.toContain('loss=')
})
