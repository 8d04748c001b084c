/** The system's Firefox on a screen of its own, driven by puppeteer over WebDriver BiDi. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Page } from 'puppeteer-core'
import { findFirefox } from '../../scripts/engines.mjs'
import { WINDOW, type Engine, type EngineTab } from './engine'
import { startScreen } from './processes'

export async function startFirefox(): Promise<Engine> {
  const downloads = await mkdtemp(join(tmpdir(), 'firefox-'))
  const screen = await startScreen()
  const closeRest = async () => {
    await screen.close()
    await rm(downloads, { recursive: true, force: true })
  }
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: findFirefox()!,
      headless: false,
      env: { ...process.env, DISPLAY: screen.display, MOZ_ENABLE_WAYLAND: '0' },
      extraPrefsFirefox: {
        'browser.download.folderList': 2,
        'browser.download.dir': downloads,
        'browser.download.alwaysOpenPanel': false,
      },
    })
    return {
      name: 'Firefox',
      version: `Firefox ${(await browser.version()).replace(/^\D*/, '')}`,
      async newTab() {
        const context = await browser.createBrowserContext()
        const page = await context.newPage()
        await page.setViewport(WINDOW)
        return tabOf(page, downloads, () => context.close())
      },
      async close() {
        await browser.close()
        await closeRest()
      },
    }
  } catch (error) {
    await closeRest()
    throw error
  }
}

function tabOf(page: Page, downloads: string, close: () => Promise<void>): EngineTab {
  return {
    downloads,
    goto: async (address) => {
      await page.goto(address)
    },
    reload: async () => {
      await page.reload()
    },
    run: (call, ...args) =>
      page.evaluate(`(${call.toString()})(...${JSON.stringify(args)})`) as never,
    async click(role, name) {
      const found = await page.waitForSelector(`aria/${name}[role="${role}"]`, { timeout: 20_000 })
      await found!.click()
    },
    async drag([first, ...rest]) {
      await page.mouse.move(first!.x, first!.y)
      await page.mouse.down()
      for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 2 })
      await page.mouse.up()
    },
    resize: (width, height) => page.setViewport({ width, height }),
    close,
  }
}
