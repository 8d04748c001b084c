/** Workplaces in a real browser: the bench page, built and served, one worker per engine. */
import { chromium } from 'playwright'
import { build, preview } from 'vite'
import { browserFlags, requireBrowser } from '../../scripts/browser.mjs'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { withTimeLimit } from './timeLimit.mjs'

/** Lets libraries that can use threads have them. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

const SOFTWARE = /swiftshader|gpu-compositing/

/** Flags of the tests; with a graphics card in use, without those that ask for software. */
export function flagsFor(gpu) {
  return gpu ? browserFlags.filter((flag) => !SOFTWARE.test(flag)) : browserFlags
}

/**
 * For a page that is to be seen: painted by a graphics card, or without WebGPU and WebGL.
 */
export function pageFlags(gpu) {
  return [
    ...flagsFor(true).filter((flag) => !/Vulkan|webgpu|gpu-blocklist/.test(flag)),
    ...(gpu ? [] : ['--disable-gpu', '--disable-software-rasterizer']),
  ]
}

/** @param {{ gpu: boolean, cacheDir: string }} options */
export async function openBrowserHost({ gpu, cacheDir }) {
  const config = {
    configFile: false,
    logLevel: 'error',
    root: fromRoot('bench/workplace'),
    build: {
      outDir: cacheDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      // tfjs sends the text of a function to its wasm threads; minified it refers to nothing.
      minify: false,
    },
    worker: { format: 'es' },
    preview: { headers: ISOLATION, port: 0, open: false },
  }
  await build(config)
  const server = await preview(config)
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    headless: true,
    args: flagsFor(gpu),
  })
  const page = await browser.newPage()
  const errors = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(server.resolvedUrls.local[0])
  await page.waitForFunction(() => 'workplaces' in globalThis)

  return {
    kind: 'browser',
    version: `Chromium ${browser.version()}`,
    adapter: () => page.evaluate(() => globalThis.workplaces.adapter()),
    /** @throws Error with the engine's sentence, or after `limitMs` */
    call: async (name, method, args, limitMs) => {
      const reply = await withTimeLimit(
        page.evaluate((all) => globalThis.workplaces.call(...all), [name, method, args]),
        limitMs,
      )
      if (reply.error !== undefined) throw new Error(reply.error)
      return reply.value
    },
    close: (name) => page.evaluate((one) => globalThis.workplaces.close(one), name),
    errors,
    end: async () => {
      await browser.close()
      await server.close()
    },
  }
}
