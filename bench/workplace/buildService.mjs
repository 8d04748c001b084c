/** The service of a workplace (service.ts), built for Node. */
import { build } from 'vite'
import { fromRoot } from '../../scripts/setup/paths.mjs'

/** Where the binary lies on disk instead of an address. */
const wasmFiles = {
  name: 'wasm-files',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.wasm?url') ? `\0file:${id}` : undefined),
  load: (id) => {
    if (!id.startsWith('\0file:')) return undefined
    const path = fromRoot('node_modules', id.slice('\0file:'.length, -'?url'.length))
    return `export default ${JSON.stringify(path)}`
  },
}

/**
 * @param {string} outDir emptied
 * @returns {Promise<string>} path of the service
 */
export async function buildService(outDir) {
  await buildForNode({
    entry: 'bench/workplace/service.ts',
    outDir,
    name: 'service',
    plugins: [wasmFiles],
  })
  return `${outDir}/service.mjs`
}

/** One program for Node with everything that it imports but what Node has itself. */
export async function buildForNode({ entry, outDir, name, plugins = [], emptyOutDir = true }) {
  await build({
    configFile: false,
    logLevel: 'error',
    root: fromRoot('bench/workplace'),
    plugins,
    ssr: { noExternal: true },
    build: {
      ssr: fromRoot(entry),
      outDir,
      emptyOutDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  })
}
