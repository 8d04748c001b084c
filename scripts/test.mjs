/**
 * Everything that must hold, one part after another; a part that fails does not stop the others.
 * Ends with a line `N passed, N failed` and a failing exit code if anything failed. Format, lint,
 * Python's format and lint, types and build count as one test each.
 */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { fromRoot } from './setup/paths.mjs'
import { interrupt, run } from './setup/run.mjs'
import { playwrightCounts, staticCounts, vitestCounts } from './testCounts.mjs'

const UNIT_REPORT = 'test-results/unit.json'
const E2E_REPORT = 'test-results/e2e.json'

const parts = [
  { name: 'format', command: ['prettier/bin/prettier.cjs', '--check', '.'] },
  { name: 'lint', command: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  { name: 'Python', command: ['../scripts/lintPython.mjs'] },
  { name: 'types', command: ['typescript/bin/tsc', '--noEmit'] },
  {
    name: 'unit and browser tests',
    command: [
      'vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${UNIT_REPORT}`,
    ],
    report: UNIT_REPORT,
    count: vitestCounts,
  },
  { name: 'build', command: ['vite/bin/vite.js', 'build'] },
  {
    name: 'end-to-end tests',
    command: ['@playwright/test/cli.js', 'test'],
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
  const { code } = await run(process.execPath, [fromRoot('node_modules', script), ...args], {
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
