/** Writes into docs/data.md how people's folders are read, as its test finds it. */
import { fromRoot } from './setup/paths.mjs'
import { run } from './setup/run.mjs'

const vitest = fromRoot('node_modules', 'vitest/vitest.mjs')
const test = 'src/data/userData/userFolders.test.ts'
const { code } = await run(process.execPath, [vitest, 'run', '--project', 'node', test], {
  cwd: fromRoot(),
  env: { UPDATE_DOCS: '1' },
})
process.exitCode = code
