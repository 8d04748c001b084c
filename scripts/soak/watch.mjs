/** Trains for long and notes how much memory there is, again and again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { SoakPage } from './page.mjs'

const READ_EVERY_MS = 10_000

/** The smallest experiment with all that the page can measure beside it. */
export const linkFor = (backend, seed = 1) =>
  `v=1&data=spirals&model=softmax&eval=1000&backend=${backend}&seed=${seed}` +
  '&run=alig&run=sgd&run=adam&view.instruments=decrease,noise,curvature,layers,interpolation' +
  '&view.tab=instruments&view.charts=step,loss,accuracy,gradient,weights'

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} address
 * @param {{ backend: string, minutes: number, steps: number }} limits whichever comes first
 * @param {(line: object) => Promise<void>} write
 */
export async function watch(browser, address, { backend, minutes, steps }, write) {
  const page = await SoakPage.open(browser, address, linkFor(backend))
  const readings = []
  try {
    await page.press('Train')
    const began = performance.now()
    const atMinute = () => (performance.now() - began) / 60_000
    while (atMinute() < minutes && (readings.at(-1)?.step ?? 0) < steps) {
      await sleep(Math.min(READ_EVERY_MS, (minutes * 60_000) / 12))
      const reading = { kind: 'reading', backend, minutes: atMinute(), ...(await page.read()) }
      readings.push(reading)
      await write(reading)
    }
  } finally {
    await page.close()
  }
  return readings
}
