import { chromium } from 'playwright'
import { createServer } from 'vite'
import { requireBrowser } from '../../scripts/browser.mjs'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { flagsFor } from '../workplace/browserHost.mjs'

/**
 * @param {boolean} gpu the machine's graphics card instead of an imitated one
 * @param {number} stride see `createMeasuredRuns`
 * @returns runs as `createMeasuredRuns` has them, and what ends them
 */
export async function measuredRunsInBrowser(gpu, stride) {
  const server = await createServer({
    root: fromRoot(),
    configFile: false,
    logLevel: 'error',
    cacheDir: 'node_modules/.vite-bench',
    // A file saved meanwhile must not reload the page.
    server: { hmr: false, watch: null },
  })
  await server.listen()
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    headless: true,
    args: flagsFor(gpu),
  })
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.error('page:', error.message))
  await page.goto(`${server.resolvedUrls.local[0]}bench/measuredSteps/`)
  await page.waitForFunction(() => 'bench' in globalThis, undefined, { timeout: 60_000 })
  const ids = await page.evaluate((steps) => globalThis.bench.open(steps), stride)
  const runs = ids.map((id, run) => ({
    id,
    time: (steps) => page.evaluate((args) => globalThis.bench.time(...args), [run, steps]),
  }))
  const end = async () => {
    await browser.close()
    await server.close()
  }
  return { runs, end }
}
