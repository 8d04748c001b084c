import { expect, test } from '@playwright/test'
import { PlaygroundPage, withoutSeconds } from './playgroundPage'

const LINK =
  'model=softmax&examples=1000&batch=50&steps=1500&eval=300&backend=wasm&seeds=3&run=alig,maxLr:1' +
  '&run=sgd&view.pace=400'

test('a reload in the second of three seeds keeps the first and goes on with the second', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.train.click()
  await expect(playground.status).toContainText('seed 2 of 3', { timeout: 60_000 })
  await playground.waitForStep(300)
  await playground.pauseTraining()
  const step = await playground.step()
  const before = await playground.exportRows('Metrics (CSV)')
  await page.reload()
  await expect(page.getByText(/last visit are back: [\d,]+ steps, seed 2 of 3/)).toBeVisible()
  await expect(playground.status).toContainText('Paused, seed 2 of 3')
  expect(await playground.step()).toBe(step)
  await expect(page.getByText('Lines: median of 1 finished seed')).toBeVisible()
  expect(await playground.exportRows('Metrics (CSV)')).toEqual(before)
  expect(before.filter(({ seed }) => seed === '1')).toHaveLength(2 * 1500)

  await playground.train.click()
  await expect(playground.status).toContainText('Training, seed 3 of 3', { timeout: 60_000 })
  // In the middle of the training, without a pause; what was not written yet is trained again.
  await playground.waitForStep(700)
  await page.reload()
  await expect(playground.status).toContainText(/^Paused( at the end)?, seed [23] of 3/)
  await playground.train.click()
  await expect(playground.status).toContainText('Done', { timeout: 60_000 })
  const whole = await playground.exportRows('Metrics (CSV)')
  const evaluations = await playground.exportRows('Evaluations (CSV)')
  expect(whole).toHaveLength(3 * 2 * 1500)

  await page.reload()
  await expect(playground.status).toContainText('Done')
  await expect(page.getByText('Lines: median of 3 seeds')).toBeVisible()
  expect(await playground.exportRows('Metrics (CSV)')).toEqual(whole)

  // Equal to a training that nothing has interrupted.
  await playground.open(LINK.replace('&view.pace=400', '&name=whole'))
  await playground.trainToLimit()
  expect(withoutSeconds(await playground.exportRows('Metrics (CSV)'))).toEqual(
    withoutSeconds(whole),
  )
  expect(await playground.exportRows('Evaluations (CSV)')).toEqual(evaluations)
})
