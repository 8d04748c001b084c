import { expect, test } from '@playwright/test'
import { numbers, PlaygroundPage } from './playgroundPage'

/** An evaluation of every run after every step, on a model that takes no time. */
const LINK = 'v=1&data=spirals&model=softmax&batch=10&eval=1&backend=wasm&run=alig&run=sgd'

test('the page is told of its numbers a few times a second, however many there are', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const counted = { messages: 0 }
    Object.assign(globalThis, { counted })
    Object.defineProperty(Worker.prototype, 'onmessage', {
      set(this: Worker, listener: (event: MessageEvent) => void) {
        this.addEventListener('message', (event) => {
          counted.messages++
          listener(event)
        })
      },
    })
  })
  const count = () =>
    page.evaluate(
      () => (globalThis as unknown as { counted: { messages: number } }).counted.messages,
    )
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  await playground.trainPast(50)
  const [before, start, from] = [await count(), Date.now(), await playground.step()]
  await page.waitForTimeout(4000)
  const [after, end, to] = [await count(), Date.now(), await playground.step()]
  const seconds = (end - start) / 1000
  const messages = after - before
  // Without being gathered: one for each evaluation of the two runs, and one for each step.
  expect(messages).toBeLessThan((3 * (to - from)) / 2)
  expect(messages).toBeLessThan(40 * seconds)

  await playground.pauseTraining()
  const last = await playground.step()
  const evaluations = async () =>
    numbers(await playground.exportRows('Evaluations (CSV)'), 1, 'step')
  await expect.poll(evaluations).toHaveLength(last)
  expect(await evaluations()).toEqual(Array.from({ length: last }, (_, i) => i + 1))
  const steps = numbers(await playground.exportRows('Metrics (CSV)'), 0, 'step')
  expect(steps).toEqual(Array.from({ length: last }, (_, i) => i))
})
