/** Chromium, and Playwright's own builds of the other engines where they were downloaded. */
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, firefox, webkit, type LaunchOptions, type Page } from '@playwright/test'
import { WINDOW, type Engine, type EngineTab } from './engine'

const TYPES = { Chromium: chromium, Firefox: firefox, WebKit: webkit }

export async function startWithPlaywright(
  name: Engine['name'],
  options: LaunchOptions = {},
): Promise<Engine> {
  const browser = await TYPES[name].launch(options)
  const downloads = await mkdtemp(join(tmpdir(), 'downloads-'))
  return {
    name,
    version: `${name} ${browser.version()}`,
    async newTab() {
      const context = await browser.newContext({ viewport: WINDOW })
      return tabOf(await context.newPage(), downloads)
    },
    async close() {
      await browser.close()
      await rm(downloads, { recursive: true, force: true })
    },
  }
}

let files = 0

function tabOf(page: Page, downloads: string): EngineTab {
  page.on('download', async (download) => {
    const place = join(downloads, `${files++} ${download.suggestedFilename()}`)
    await download.saveAs(`${place}.part`)
    await rename(`${place}.part`, place)
  })
  return {
    downloads,
    goto: async (address) => {
      await page.goto(address)
    },
    reload: async () => {
      await page.reload()
    },
    // As a text, since Playwright takes one argument.
    run: (call, ...args) => page.evaluate(`(${call.toString()})(...${JSON.stringify(args)})`),
    click: (role, name) => page.getByRole(role, { name, exact: true }).click(),
    async drag([first, ...rest]) {
      await page.mouse.move(first!.x, first!.y)
      await page.mouse.down()
      for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 2 })
      await page.mouse.up()
    },
    resize: (width, height) => page.setViewportSize({ width, height }),
    close: () => page.context().close(),
  }
}
