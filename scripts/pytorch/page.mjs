/** The page, built and served from a folder of its own, and driven in a browser. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { build, preview } from 'vite'
import { browserFlags, requireBrowser } from '../browser.mjs'
import { fromRoot } from '../setup/paths.mjs'
import { readHashes } from './compare.mjs'

/** @param {string} folder for the built page; the caller removes it */
export async function openPage(folder) {
  const config = { root: fromRoot(), logLevel: 'error', build: { outDir: join(folder, 'page') } }
  await build(config)
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } })
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    args: browserFlags,
  })
  const { port } = server.httpServer.address()
  const context = await browser.newContext({ acceptDownloads: true })
  return {
    /**
     * Trains a link with `steps` to its end on WebAssembly.
     * @param {string} link
     * @param {string[]} [files] that a link with data=own is given
     * @returns {Promise<{ csv: string, hashes: Record<string, string>, script: string }>}
     */
    async train(link, files) {
      const page = await context.newPage()
      await page.goto(`http://localhost:${port}/#${link}&backend=wasm`)
      const status = page.getByRole('status').first()
      if (files) await page.getByLabel('Choose files of your own data').first().setInputFiles(files)
      await page.getByText('Ready', { exact: true }).waitFor({ timeout: 120_000 })
      await page.getByRole('button', { name: 'Train', exact: true }).click()
      await page.getByText(/^Done/).waitFor({ timeout: 300_000 })
      await status.waitFor()
      const csv = await exported(page, 'Metrics (CSV)')
      const hashes = readHashes(JSON.parse(await exported(page, 'Experiment (JSON)')))
      const script = await exported(page, 'PyTorch script')
      await page.close()
      return { csv, hashes, script }
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

async function exported(page, item) {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item, exact: true }).click()
  return readFile(await (await download).path(), 'utf8')
}
