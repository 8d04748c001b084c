import { findBrowser, findPlaywrights } from '../browser.mjs'
import { installPackages, mayInstallPackages, sayAptFailed } from './apt.mjs'
import { fromRoot } from './paths.mjs'
import { run } from './run.mjs'
import { say, SetupError } from './say.mjs'

const MINUTE = 60_000

/**
 * Makes sure that there is a Chromium that starts. In order: CHROMIUM_PATH, the system's,
 * Playwright's own (downloaded if need be), and on Debian or Ubuntu, as root, the package of the
 * distribution.
 */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found && (await starts(found))) return
  if (process.env.CHROMIUM_PATH) {
    throw new SetupError(
      `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not start. Correct it or ` +
        'unset it.',
    )
  }
  if (await downloadWithPlaywright()) return
  if (await installWithApt()) return
  throw new SetupError(
    'the tests need Chromium, and none could be installed. Please install Chromium or Chrome ' +
      '(Debian, Ubuntu: apt install chromium), or set CHROMIUM_PATH to one.',
  )
}

async function starts(path) {
  const { code } = await run(path, ['--version'], { quiet: true, timeoutMs: MINUTE / 2 })
  return code === 0
}

async function downloadWithPlaywright() {
  say('No Chromium found; Playwright downloads one ...')
  const cli = fromRoot('node_modules', 'playwright', 'cli.js')
  const { code } = await run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
    quiet: true,
    timeoutMs: 10 * MINUTE,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  })
  const path = code === 0 ? await findPlaywrights() : undefined
  if (path && (await starts(path))) return true
  say(
    path
      ? "Playwright's Chromium does not start here; libraries of the system are missing."
      : "Playwright's Chromium could not be downloaded.",
  )
  return false
}

async function installWithApt() {
  if (!mayInstallPackages()) return false
  const { code, output } = await installPackages(['chromium'])
  const path = await findBrowser()
  if (code === 0 && path && (await starts(path))) return true
  sayAptFailed(output)
  return false
}
