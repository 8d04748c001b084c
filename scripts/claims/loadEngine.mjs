/** Bundles the engine for Node and loads it: tfjs's modules cannot be imported as they are. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { fromRoot } from '../setup/paths.mjs'

/** Where the engine finds the packed data sets. */
export const BASE_URL = 'http://public/'

/** The files of public/, as a static host would hand them out. */
async function servePublic(url) {
  return new Response(await readFile(fromRoot('public', String(url).replace(BASE_URL, ''))))
}

/** @param {string} backend wasm or cpu */
export async function loadEngine(backend) {
  const outDir = fromRoot('.cache/claims')
  await build({
    configFile: false,
    logLevel: 'error',
    root: fromRoot('scripts/claims'),
    ssr: { noExternal: true },
    build: {
      ssr: fromRoot('scripts/claims/engine.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
    },
  })
  // The glue of the WebAssembly binaries was written for CommonJS.
  globalThis.__dirname ??= outDir
  globalThis.require ??= createRequire(import.meta.url)
  const engine = await import(pathToFileURL(`${outDir}/engine.mjs`).href)
  globalThis.fetch = servePublic
  await engine.useBackend(backend, fromRoot('node_modules/@tensorflow/tfjs-backend-wasm/dist/'))
  return engine
}
