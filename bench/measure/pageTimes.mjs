/** The built page: from navigation to the first step and to the first point of a chart. */
import { chromium } from 'playwright'
import { build, preview } from 'vite'
import { requireBrowser } from '../../scripts/browser.mjs'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { flagsFor } from '../workplace/browserHost.mjs'
import { spread } from './statistics.mjs'

const BACKENDS = ['wasm', 'webgpu']

/**
 * Every visit is one of a browser that knows nothing yet. The click on Train is the script's, as
 * soon as the page can be trained.
 * @param {{ gpu: boolean, cacheDir: string, visits: number }} options
 */
export async function measurePage({ gpu, cacheDir, visits }) {
  const config = {
    root: fromRoot(),
    configFile: fromRoot('vite.config.ts'),
    logLevel: 'error',
    build: { outDir: cacheDir, emptyOutDir: true },
    preview: { port: 0, open: false },
  }
  await build(config)
  const server = await preview(config)
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    headless: true,
    args: flagsFor(gpu),
  })
  try {
    const rows = []
    for (const backend of BACKENDS) {
      const address = `${server.resolvedUrls.local[0]}#backend=${backend}`
      const taken = []
      for (let i = 0; i < visits; i++) taken.push(await visit(browser, address))
      rows.push({
        backend,
        ready: spread(taken.map(({ ready }) => ready)),
        step: spread(taken.map(({ step }) => step)),
        point: spread(taken.map(({ point }) => point)),
      })
    }
    return rows
  } finally {
    await browser.close()
    await server.close()
  }
}

async function visit(browser, address) {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.addInitScript(watch)
    await page.goto(address)
    page.setDefaultTimeout(120_000)
    const times = await page.waitForFunction(
      () => globalThis.firstTimes?.point && globalThis.firstTimes,
    )
    return await times.jsonValue()
  } finally {
    await context.close()
  }
}

/** In the page: looks once per frame; times are in ms since navigation. */
function watch() {
  const { document, requestAnimationFrame } = globalThis
  const times = (globalThis.firstTimes = {})
  const look = () => {
    const now = performance.now()
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent, ariaLabel }) => (ariaLabel ?? textContent)?.trim() === 'Train',
    )
    if (!times.ready && button && !button.disabled && button.ariaDisabled !== 'true') {
      times.ready = now
      button.click()
    }
    const counter = document.querySelector('[data-testid=step]')?.textContent ?? '0'
    if (!times.step && Number(counter.replaceAll(/\D/g, '')) > 0) times.step = now
    if (!times.point && document.querySelector('.chart__line[d^=M]')) times.point = now
    if (!times.point) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
