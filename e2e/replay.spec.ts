import { expect, test } from '@playwright/test'
import { numbers, PlaygroundPage, withoutSeconds } from './playgroundPage'

for (const backend of ['wasm', 'webgpu'])
  test(`edits made by hand are repeated by the link on ${backend}`, async ({ page, browser }) => {
    test.setTimeout(300_000)
    const playground = new PlaygroundPage(page)
    await playground.open(
      `model=softmax&examples=500&batch=20&eval=1000&backend=${backend}&run=alig&run=sgd`,
    )
    const edit = async (run: string, key: string, value: string) => {
      const field = playground.run(run).getByRole('spinbutton', { name: key })
      await field.fill(value)
      await field.press('Enter')
    }
    await playground.openMore('SGD')
    await playground.trainPast(20)
    await edit('ALI-G', 'maxLr', '0.03')
    await playground.waitForStep(50)
    await edit('SGD', 'momentum', '0.5')
    // A graphics card may have been given steps ahead of those that the page shows.
    await expect.poll(() => page.url().split('edit=').length).toBe(3)
    const last = Math.max(...Array.from(page.url().matchAll(/edit=(\d+)/g), ([, at]) => Number(at)))
    await playground.waitForStep(last + 20)
    await playground.pauseTraining()
    const rows = await playground.exportRows('Metrics (CSV)')
    const steps = numbers(rows, 0, 'step').length
    expect(numbers(rows, 0, 'max_lr').at(-1)).toBeCloseTo(0.03, 6)

    const link = await playground.sharedLink()
    expect(link.split('edit=')).toHaveLength(3)
    const context = await browser.newContext()
    const other = new PlaygroundPage(await context.newPage())
    await other.page.goto(`${link}&steps=${steps}`)
    await expect(other.status).toContainText('Ready')
    await other.trainToLimit(240_000)
    const repeated = await other.exportRows('Metrics (CSV)')
    expect(withoutSeconds(repeated)).toEqual(withoutSeconds(rows))
    await context.close()
  })
