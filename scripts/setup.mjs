/**
 * Makes a fresh clone ready: packages, data and, with `--browser`, the browsers of the tests.
 * Runs before start, build, preview and test, so it needs nothing but Node itself, and does
 * nothing, in under a second, when everything is there.
 *
 *   npm run setup [-- --browser]
 */
import { fileTrouble } from './setup/folders.mjs'
import { checkNode } from './setup/node.mjs'
import { SetupError } from './setup/say.mjs'

try {
  checkNode()
  const { ensurePackages } = await import('./setup/packages.mjs')
  await ensurePackages()
  const { ensureData } = await import('./setup/data.mjs')
  // Somebody who only wants to see the page need not wait for every data set.
  await ensureData({ background: process.env.npm_lifecycle_event === 'prestart' })
  if (process.argv.includes('--browser')) {
    const { ensureBrowser } = await import('./setup/browser.mjs')
    await ensureBrowser()
    const { ensureOtherEngines } = await import('./setup/engines.mjs')
    await ensureOtherEngines()
  }
} catch (thrown) {
  const error = thrown instanceof SetupError ? thrown : fileTrouble(thrown)
  if (!error) throw thrown
  console.error(`\nSet-up stopped: ${error.message}\n`)
  process.exitCode = 1
}
