import { missingForWebKit } from '../webkit.mjs'
import { installPackages, mayInstallPackages, sayAptFailed } from './apt.mjs'
import { say } from './say.mjs'

/** Makes sure that there is a WebKit where that can be had; without it its tests are skipped. */
export async function ensureWebKit() {
  const missing = missingForWebKit()
  if (missing.length === 0) return
  if (mayInstallPackages()) {
    const { code, output } = await installPackages(missing)
    if (code === 0 && missingForWebKit().length === 0) return
    sayAptFailed(output)
  }
  say(
    'The tests in WebKit will be skipped: they need ' +
      `${missing.join(' and ')} (Debian, Ubuntu: apt install ${missing.join(' ')}).`,
  )
}
