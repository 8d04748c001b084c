import { findPlaywrightsOwn, missingFor, otherEngines } from '../engines.mjs'
import { installPackages, mayInstallPackages, sayAptFailed } from './apt.mjs'
import { say } from './say.mjs'

/** Makes sure of Firefox and WebKit where they can be had; without one its tests are skipped. */
export async function ensureOtherEngines() {
  for (const engine of otherEngines) {
    const missing = (await findPlaywrightsOwn(engine)) ? [] : missingFor(engine)
    if (missing.length === 0) continue
    if (mayInstallPackages()) {
      const { code, output } = await installPackages(missing)
      if (code === 0 && missingFor(engine).length === 0) continue
      sayAptFailed(output)
    }
    say(
      `The tests in ${engine} will be skipped: they need ` +
        `${missing.join(' and ')} (Debian, Ubuntu: apt install ${missing.join(' ')}).`,
    )
  }
}
