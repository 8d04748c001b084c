/** The property test of links, with ten times the hostile links that it reads in `npm test`. */
import { fromRoot } from './setup/paths.mjs'
import { run } from './setup/run.mjs'

const LINKS = 200_000

const vitest = fromRoot('node_modules', 'vitest/vitest.mjs')
const test = 'src/experiment/link.property.slow.test.ts'
const { code } = await run(process.execPath, [vitest, 'run', '--project', 'slow', test], {
  cwd: fromRoot(),
  env: { FUZZ_LINKS: String(LINKS) },
})
process.exitCode = code
