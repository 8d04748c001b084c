import { build, type Plugin } from 'vite'
import { expect, it } from 'vitest'
import { workerEntryApart, workerEntryCheck } from './workerEntry.mjs'

/** A worker whose late part needs something that its entry needs, too. */
const MODULES: Readonly<Record<string, string>> = {
  'some.worker': `
    import { shared } from 'shared'
    self.onmessage = async () => self.postMessage(shared + (await import('late')).late)`,
  shared: 'export const shared = self.name',
  late: `import { shared } from 'shared'
    export const late = shared + 1`,
}

const modules: Plugin = {
  name: 'modules',
  resolveId: (id) => (id in MODULES ? id : null),
  load: (id) => MODULES[id] ?? null,
}

async function buildWorker(plugins: Plugin[]) {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: 'some.worker' } },
    plugins: [modules, ...plugins],
  })
  if (!('output' in built)) throw new Error('There is one output.')
  return built.output.filter((one) => one.type === 'chunk')
}

it('refuses a worker whose entry is imported by another chunk', async () => {
  await expect(buildWorker([workerEntryCheck()])).rejects.toThrow(
    /entry assets\/some\S+ is imported by assets\/late\S+js: WebKit would evaluate it twice/,
  )
})

it('leaves nothing in the entry that another chunk needs', async () => {
  const chunks = await buildWorker([workerEntryApart(), workerEntryCheck()])
  const entry = chunks.find(({ isEntry }) => isEntry)!
  const late = chunks.find(({ isDynamicEntry }) => isDynamicEntry)!
  expect(late.imports).toHaveLength(1)
  expect(entry.imports).toEqual(late.imports)
})
