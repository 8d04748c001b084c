/** Workplaces as Node processes, with WebGPU from the `webgpu` package (Dawn). */
import { build } from 'vite'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { openProcess } from './processHost.mjs'

const NODE_PROCESS = fromRoot('bench/workplace/nodeProcess.mjs')

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

/** @param {{ cacheDir: string }} options */
export async function openNodeHost({ cacheDir }) {
  await build({
    configFile: false,
    logLevel: 'error',
    root: fromRoot('bench/workplace'),
    plugins: [wasmFiles],
    ssr: { noExternal: true },
    build: {
      ssr: fromRoot('bench/workplace/service.ts'),
      outDir: cacheDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'service.mjs' } },
    },
  })
  const processes = new Map()
  const open = (name) => {
    const child = openProcess(process.execPath, [NODE_PROCESS, `${cacheDir}/service.mjs`])
    processes.set(name, child)
    return child
  }
  const close = (name) => {
    processes.get(name)?.close()
    processes.delete(name)
  }
  return {
    kind: 'node',
    version: `Node ${process.version}, Dawn of the webgpu package`,
    adapter: async () => {
      try {
        return await open('adapter').call('adapter', [], 60_000)
      } finally {
        close('adapter')
      }
    },
    call: (name, method, args, limitMs) =>
      (processes.get(name) ?? open(name)).call(method, args, limitMs),
    close: async (name) => close(name),
    errors: [],
    end: async () => {
      for (const name of [...processes.keys()]) close(name)
    },
  }
}
