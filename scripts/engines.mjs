/**
 * The other browsers of the tests: Firefox, and WebKitGTK, which is the engine of Safari as far as
 * Linux has it. Both run on a screen that nobody sees (Xvfb), where they have WebGL.
 */
import { findProgram, isExecutable } from './programs.mjs'

// A Firefox in a snap sees nothing of the folders where a driver keeps its profile.
const FIREFOX = isExecutable('/snap/bin/firefox') ? ['firefox-esr'] : ['firefox-esr', 'firefox']

/** Programs, any of each row, and the packages of Debian that have them. */
const NEEDED = {
  Firefox: [
    [FIREFOX, 'firefox-esr'],
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
  return findProgram(FIREFOX)
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
