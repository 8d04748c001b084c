/**
 * Everything that must hold, one part after another; a part that fails does not stop the others.
 * Ends with a line `N passed, N failed` and a failing exit code if anything failed. A part that is
 * not a test runner counts as one test.
 */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { fromRoot } from './setup/paths.mjs'
import { interrupt, run } from './setup/run.mjs'
import { playwrightCounts, staticCounts, vitestCounts } from './testCounts.mjs'

const UNIT_REPORT = 'test-results/unit.json'
const E2E_REPORT = 'test-results/e2e.json'

const parts = [
  { name: 'format', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  { name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  {
    name: 'import rules',
    command: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'src'],
  },
  { name: 'Python', command: ['scripts/lintPython.mjs'] },
  { name: 'unused code', command: ['node_modules/knip/bin/knip.js'] },
  {
    name: 'unused code of the page',
    command: ['node_modules/knip/bin/knip.js', '--production', '--include', 'files,dependencies'],
  },
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'compiled kernels', command: ['src/engine/kernels/wasm/native/build.mjs', '--check'] },
  {
    name: 'unit and browser tests',
    command: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${UNIT_REPORT}`,
    ],
    report: UNIT_REPORT,
    count: vitestCounts,
  },
  { name: 'build', command: ['node_modules/vite/bin/vite.js', 'build'] },
  { name: 'sizes', command: ['scripts/sizeBudgets.mjs'] },
  {
    name: 'end-to-end tests',
    command: ['node_modules/@playwright/test/cli.js', 'test'],
    report: E2E_REPORT,
    count: playwrightCounts,
  },
]

await rm(fromRoot('test-results'), { recursive: true, force: true })
await mkdir(fromRoot('test-results'), { recursive: true })

// Ctrl-C reaches the part under way by itself; a signal from elsewhere has to be passed on.
let stopped = false
process.on('SIGINT', () => (stopped = true))
process.on('SIGTERM', () => {
  stopped = true
  interrupt()
})

const results = []
for (const part of parts) {
  results.push({ name: part.name, ...(await runPart(part)) })
  if (stopped) break
}
if (stopped) results.push({ name: 'interrupted', passed: 0, failed: 1, problems: [] })

console.log('\nSummary')
for (const { name, passed, failed, problems, skipped = [] } of results) {
  console.log(`  ${failed ? 'FAILED' : 'ok    '}  ${name}: ${passed} passed, ${failed} failed`)
  for (const problem of problems) console.log(`          ${problem}`)
  for (const reason of skipped) console.log(`          skipped: ${reason}`)
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1

async function runPart({ name, command: [script, ...args], report, count = staticCounts }) {
  console.log(`\n=== ${name} ===`)
  const { code } = await run(process.execPath, [fromRoot(script), ...args], {
    cwd: fromRoot(),
  })
  return count(code, report && (await readReport(report)))
}

async function readReport(path) {
  try {
    return JSON.parse(await readFile(fromRoot(path), 'utf8'))
  } catch {
    return undefined
  }
}
