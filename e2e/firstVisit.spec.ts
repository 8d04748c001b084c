import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

/** Somebody who has never heard of ALI-G, and does what the page says. */
test('a first visit: train, see the clip act, move maxLr while it trains', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await page.goto('./')
  const hints = page.getByRole('complementary', { name: 'First steps' })
  const step = (number: number) => hints.getByRole('listitem').nth(number - 1)
  await expect(step(1)).toContainText('Press Train')
  await expect(step(1)).toHaveAttribute('aria-current', 'step')

  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await expect(step(1)).toContainText('Done')

  await test.step('the step size is tinted where the clip acts, and said in numbers', async () => {
    await expect(step(2)).toContainText('clipped')
    await expect(step(2)).toContainText('Done', { timeout: 60_000 })
    await expect(playground.chart('Step size').locator('.chart__shade').first()).toBeAttached()
    await expect(page.getByRole('region', { name: 'Anatomy of this step' })).toContainText('min(')
  })

  await test.step('maxLr moves while it trains, and the line follows', async () => {
    await expect(step(3)).toHaveAttribute('aria-current', 'step')
    await expect(step(3)).toContainText('maxLr')
    const slider = page.getByRole('slider', { name: 'maxLr' })
    await expect(slider).toHaveCount(1)
    await step(3).getByRole('button', { name: 'maxLr' }).click()
    await expect(slider).toBeFocused()
    await expect(slider).toBeInViewport()
    const box = (await slider.boundingBox())!
    await page.mouse.click(box.x + 0.15 * box.width, box.y + box.height / 2)
    await expect(step(3)).toContainText('Done')
    await expect(playground.chart('Step size')).toContainText('maxLr 0.2 →')
    await expect(playground.run('ALI-G')).toContainText('clipped')
  })

  await test.step('what it means stands on the page, and the hints stay away', async () => {
    await step(3).getByRole('link', { name: 'Read why it works' }).click()
    await expect(page.getByRole('heading', { name: 'The idea' })).toBeInViewport()
    expect(page.url()).not.toContain('guide')
    await page.getByRole('button', { name: 'Dismiss hints' }).click()
    await expect(hints).toBeHidden()
    await page.reload()
    await expect(playground.train).toBeVisible()
    await expect(hints).toBeHidden()
  })
})
