/**
 * The other browsers of the tests: Firefox, and WebKitGTK, which is the engine of Safari as far as
 * Linux has it. Both run on a screen that nobody sees (Xvfb), where they have WebGL.
 */
import { findProgram, isExecutable } from './programs.mjs'

/** Programs, any of each row, and the packages of Debian that have them. */
const NEEDED = {
  Firefox: [
    [['firefox-esr', 'firefox'], 'firefox-esr'],
    [['Xvfb'], 'xvfb'],
  ],
  WebKit: [
    [['WebKitWebDriver'], 'webkit2gtk-driver'],
    [['Xvfb'], 'xvfb'],
  ],
}

export const otherEngines = Object.keys(NEEDED)

/** Path of the system's Firefox. */
export function findFirefox() {
  return findProgram(NEEDED.Firefox[0][0])
}

/**
 * @param {'Firefox' | 'WebKit'} engine
 * @returns {string[]} names of the packages that have to be installed; none where all is there
 */
export function missingFor(engine) {
  return NEEDED[engine].filter(([programs]) => !findProgram(programs)).map(([, name]) => name)
}

/** Path of Playwright's own build of an engine, where it was downloaded. */
export async function findPlaywrightsOwn(engine) {
  const playwright = await import('playwright')
  const path = playwright[engine.toLowerCase()].executablePath()
  return isExecutable(path) ? path : undefined
}
