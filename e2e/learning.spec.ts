import { expect, test } from '@playwright/test'
import { PlaygroundPage } from './playgroundPage'

for (const [title, link, steps, bar] of [
  ['the MLP learns MNIST in five epochs', 'run=alig,maxLr:1&run=adam', 500, 0.93],
  ['the CNN learns MNIST in three epochs', 'model=cnn&run=alig,maxLr:1', 300, 0.94],
] as const) {
  test(`${title} on WebAssembly`, async ({ page }) => {
    test.setTimeout(400_000)
    const playground = new PlaygroundPage(page)
    await playground.open(`backend=wasm&steps=${steps}&eval=${steps}&${link}`)
    await playground.trainToLimit(360_000)
    const evaluations = await playground.exportRows('Evaluations (CSV)')
    expect(evaluations).toHaveLength(link.split('run=').length - 1)
    for (const { step, test_accuracy } of evaluations) {
      expect(step).toBe(String(steps))
      expect(Number(test_accuracy)).toBeGreaterThanOrEqual(bar)
    }
  })
}
