/**
 * WebKitGTK for the tests: the engine of Safari as far as Linux has it. Its MiniBrowser is driven
 * by WebKitWebDriver on a screen that nobody sees (Xvfb).
 */
import { findProgram } from './programs.mjs'

/** Programs, and the packages of Debian and Ubuntu that have them. */
const NEEDED = { WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' }

/** @returns {string[]} names of the packages that have to be installed; none where all is there */
export function missingForWebKit() {
  return Object.entries(NEEDED)
    .filter(([program]) => !findProgram([program]))
    .map(([, name]) => name)
}
