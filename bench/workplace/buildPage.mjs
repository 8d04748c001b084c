import { build } from 'vite'
import { fromRoot } from '../../scripts/setup/paths.mjs'

/**
 * The page as it is published, in a folder of this bench.
 * @param {string} name of the bench
 * @returns {Promise<string>} the folder
 */
export async function buildPage(name) {
  const outDir = fromRoot('.cache/bench', name)
  await build({
    root: fromRoot(),
    configFile: fromRoot('vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}
