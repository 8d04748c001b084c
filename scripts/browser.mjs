/**
 * The browser of the tests: where it is, and how it must be started to have WebGPU without a
 * graphics card.
 */
import { findProgram, isExecutable } from './programs.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Path of a Chromium: the one that CHROMIUM_PATH names, the system's, or Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  return findProgram(NAMES) ?? ELSEWHERE.find(isExecutable) ?? (await findPlaywrights())
}

/** @returns {Promise<string | undefined>} Playwright's own Chromium where it was downloaded */
export async function findPlaywrights() {
  const { chromium } = await import('playwright')
  const path = chromium.executablePath()
  return isExecutable(path) ? path : undefined
}

/** The path, or an Error that says how to get a browser. */
export async function requireBrowser() {
  const path = await findBrowser()
  if (path) return path
  throw new Error(
    'No Chromium was found. Run "node scripts/setup.mjs --browser", or set CHROMIUM_PATH to one.',
  )
}

/**
 * WebGPU and WebGL on the processor (SwiftShader), and no requests of the browser's own. The page itself
 * is painted without SwiftShader: painting takes most of the time of WebGPU's queue otherwise (the
 * smallest experiment of three runs, charts shown: 10 steps a second, and 87 so, in the same minute).
 * The headless shell has no WebGPU: start the whole browser, in its new headless mode.
 */
export const browserFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
