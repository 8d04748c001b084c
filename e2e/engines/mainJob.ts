/** What people do with the page, once for all engines: each part says what it found. */
import { expect } from '@playwright/test'
import { numbers, parseCsv, withoutSeconds, type Row } from '../playgroundPage'
import { fourFiles } from '../userFiles'
import type { Engine } from './engine'
import { EnginePage } from './enginePage'

/** Slow enough that things happen while it trains. */
const EDITED = 'v=1&model=softmax&examples=1000&batch=20&eval=50&backend=wasm&view.pace=50'
const OWN = 'v=1&steps=20&batch=50&eval=1000&backend=wasm'
const STRIP =
  'v=1&model=softmax&examples=500&batch=50&steps=20&backend=wasm&run=alig&run=sgd' +
  '&view.strip=alig,sgd&view.stripRange=0.01:100&view.stripValues=3&view.stripEpochs=1'
const PHONE = { width: 390, height: 844 }
/** WebKitGTK's window does not get narrower than its bar of buttons. */
const NARROW = 450
/** Plain JavaScript and WebGL on the processor are slow. */
export const LINKS = {
  wasm: 'v=1&steps=200&backend=wasm',
  cpu: 'v=1&data=spirals&steps=100&backend=cpu',
  webgl: 'v=1&steps=20&examples=1000&batch=50&backend=webgl',
} as const
export type Backend = keyof typeof LINKS

/** What a training came to. */
export interface Trained {
  readonly rows: readonly Row[]
  readonly msPerStep: number
  /** What it trained on, which is something else where the engine lacks what was asked for. */
  readonly backend: string
}

export class MainJob {
  constructor(
    private readonly engine: Engine,
    private readonly address: string,
  ) {}

  /** Trains a link in a fresh profile. */
  async train(backend: Backend): Promise<Trained> {
    return this.inFreshTab(async (page) => {
      await page.open(LINKS[backend])
      await page.trainToLimit()
      const rows = await page.exportRows('Metrics (CSV)')
      const used = await page.text('[data-testid=backend]')
      // Something else instead is said.
      if (used !== backend) expect(await page.text('main')).toContain('was asked for')
      return {
        rows: withoutSeconds(rows),
        msPerStep: (1000 * Number(rows.at(-1)!['seconds'])) / (Number(rows.at(-1)!['step']) + 1),
        backend: used,
      }
    })
  }

  /** Drags `maxLr` while it trains, pauses, saves the numbers; somebody else opens the link. */
  async editAndShare(): Promise<void> {
    const { link, rows, step } = await this.inFreshTab(async (page) => {
      await page.open(EDITED)
      await page.trainPast(20)
      await page.dragSlider('ALI-G', 'maxLr', 0.2)
      await page.waitForStep((await page.step()) + 20)
      await page.pause()
      const table = await page.exportRows('Metrics (CSV)')
      return { link: await page.sharedLink(), rows: table, step: await page.step() }
    })
    const maxLr = numbers(rows, 0, 'max_lr')
    expect(maxLr[0]).toBe(0.2)
    expect(maxLr.at(-1)).toBeLessThan(0.2)
    expect(numbers(rows, 0, 'step_size').every((size, i) => size <= maxLr[i]!)).toBe(true)
    expect(link).toContain('edit=')

    await this.inFreshTab(async (page) => {
      await page.open(link.slice(link.indexOf('#') + 1))
      await page.trainPast(step)
      await page.pause()
      const theirs = (await page.exportRows('Metrics (CSV)')).slice(0, rows.length)
      expect(withoutSeconds(theirs)).toEqual(withoutSeconds(rows))
    })
  }

  /** A reload has the numbers that were there, and training goes on behind them. */
  async reloadAndResume(): Promise<void> {
    await this.inFreshTab(async (page) => {
      await page.open(EDITED)
      await page.trainPast(30)
      await page.pause()
      const before = withoutSeconds(await page.exportRows('Metrics (CSV)'))
      const step = await page.step()
      // What was trained is written at once, though not before the next line here.
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await page.tab.reload()
      await page.waitForStatus('Paused')
      expect(await page.step()).toBe(step)
      await page.trainPast(step + 20)
      await page.pause()
      const after = withoutSeconds(await page.exportRows('Metrics (CSV)'))
      expect(after.slice(0, before.length)).toEqual(before)
      const steps = numbers(after, 0, 'step')
      expect(steps).toEqual(steps.map((_, i) => i))
    })
  }

  async trainOwnData(): Promise<readonly Row[]> {
    return this.inFreshTab(async (page) => {
      await page.open(OWN)
      await page.drop(fourFiles())
      const understood = () => page.text('[role=group][aria-label="Your own data"]')
      await expect
        .poll(understood, { timeout: 30_000 })
        .toContain('2,000 training and 500 test images, 22 x 24 in grey, 10 classes')
      await page.waitForStatus('Ready')
      await page.trainToLimit()
      return withoutSeconds(await page.exportRows('Metrics (CSV)'))
    })
  }

  async sweep(): Promise<readonly Row[]> {
    return this.inFreshTab(async (page) => {
      await page.open(STRIP)
      await page.trainToLimit()
      await page.click('button', 'Run the strip')
      const strip = () => page.text('.sweep')
      await expect.poll(strip, { timeout: 90_000 }).toContain('The strip is done: 3 values')
      return parseCsv(await page.fileFrom(() => page.click('button', 'Strip (CSV)')))
    })
  }

  /** Dark is dark, stays so after a reload, and can be read. */
  async dark(): Promise<void> {
    await this.inFreshTab(async (page) => {
      await page.open(EDITED)
      await page.click('button', 'Theme')
      await page.click('menuitemradio', 'Dark')
      for (const visit of ['chosen', 'reloaded']) {
        if (visit === 'reloaded') await page.tab.reload()
        await page.waitForStatus('Ready')
        const [background, text] = await page.tab.run(() => {
          const { backgroundColor, color } = getComputedStyle(document.body)
          // Colours may be written in any colour space: a canvas says what is painted.
          return [backgroundColor, color].map((paint) => {
            const context = new OffscreenCanvas(1, 1).getContext('2d')!
            context.fillStyle = paint
            context.fillRect(0, 0, 1, 1)
            return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]
          })
        })
        expect(Math.max(...background!), `background, ${visit}`).toBeLessThan(60)
        expect(Math.min(...text!), `text, ${visit}`).toBeGreaterThan(180)
      }
    })
  }

  /** On a phone nothing is wider than the screen, Train is on it, and it trains. */
  async phone(): Promise<void> {
    await this.inFreshTab(async (page) => {
      await page.tab.resize(PHONE.width, PHONE.height)
      await page.open(`${EDITED}&steps=40`)
      const found = await page.tab.run(() => {
        const train = [...document.querySelectorAll('button')].find(
          (button) => button.checkVisibility() && button.textContent?.trim() === 'Train',
        )
        const { right, bottom } = train?.getBoundingClientRect() ?? new DOMRect(0, 0, 1e9, 1e9)
        const { scrollWidth, clientWidth } = document.documentElement
        return { width: innerWidth, overflow: scrollWidth - clientWidth, right, bottom }
      })
      expect(found.width).toBeLessThanOrEqual(NARROW)
      expect(found.overflow).toBeLessThanOrEqual(0)
      expect(found.right).toBeLessThanOrEqual(found.width)
      expect(found.bottom).toBeLessThanOrEqual(PHONE.height)
      await page.trainToLimit()
      const lines = () =>
        page.tab.run(() => document.querySelectorAll('.chart__line[d^="M"]').length)
      await expect.poll(lines).toBeGreaterThanOrEqual(3)
    })
  }

  private async inFreshTab<T>(use: (page: EnginePage) => Promise<T>): Promise<T> {
    const tab = await this.engine.newTab()
    try {
      return await use(new EnginePage(tab, this.address))
    } finally {
      await tab.close()
    }
  }
}
