/**
 * What a part of the test run is worth. Whatever could pass for success without being one counts
 * as a failure: a tool that failed without naming a test, a report that is missing, a suite
 * without tests, a test that was skipped without a reason in words.
 *
 * @typedef {{ passed: number, failed: number, problems: string[], skipped?: string[] }} Counts
 *   skipped: the reasons for which tests were skipped, each once
 */

/** The vitest projects, by what the names of their files say. */
const KINDS = [
  ['browser', 'no test ran in the browser'],
  ['quick', 'no quick test ran in Node'],
  ['slow', 'no slow test ran in Node'],
]

/** @returns {Counts} a check that passes or fails as a whole */
export function staticCounts(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, problems: [] }
}

/**
 * @param {number} code exit status of vitest
 * @param {any} report of its JSON reporter
 * @returns {Counts}
 */
export function vitestCounts(code, report) {
  if (!report) return withProblems(code, 0, 0, ['vitest left no report'])
  const problems = []
  const files = report.testResults ?? []
  for (const { name, status, assertionResults, message } of files) {
    // A file that could not be loaded has no tests to fail.
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      problems.push(`${name} failed as a whole: ${String(message).split('\n')[0]}`)
    }
  }
  const kindOf = ({ name }) => /\.(browser|slow)\.test\./.exec(name)?.[1] ?? 'quick'
  for (const [kind, sentence] of KINDS) {
    const some = files.filter((file) => kindOf(file) === kind)
    if (!some.some(({ assertionResults }) => assertionResults.length > 0)) problems.push(sentence)
  }
  const reasons = files.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ status, meta }) =>
      status === 'skipped' && meta?.skippedBecause ? [meta.skippedBecause] : [],
    ),
  )
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0) - reasons.length
  if (skipped > 0) problems.push(`${skipped} tests were skipped`)
  return {
    ...withProblems(code, report.numPassedTests, report.numFailedTests, problems),
    ...(reasons.length > 0 ? { skipped: [...new Set(reasons)] } : {}),
  }
}

/**
 * @param {number} code exit status of Playwright
 * @param {any} report of its JSON reporter
 * @returns {Counts}
 */
export function playwrightCounts(code, report) {
  if (!report) return withProblems(code, 0, 0, ['Playwright left no report'])
  const { expected, unexpected, flaky, skipped } = report.stats
  const problems = (report.errors ?? []).map(({ message }) => String(message).split('\n')[0])
  if (expected + unexpected + flaky === 0) problems.push('no end-to-end test ran')
  const reasons = reasonsToSkip(report.suites ?? [])
  const unexplained = skipped - reasons.length
  if (unexplained > 0) problems.push(`${unexplained} tests were skipped without a reason`)
  return {
    ...withProblems(code, expected, unexpected + flaky, problems),
    ...(reasons.length > 0 ? { skipped: reasons } : {}),
  }
}

/** Of every test that was skipped with a reason: its title and the reason. */
function reasonsToSkip(suites) {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'skipped')
        .map(({ annotations }) => annotations.find(({ type }) => type === 'skip')?.description)
        .filter(Boolean)
        .map((reason) => `${title}: ${reason}`),
    ),
    ...reasonsToSkip(inner),
  ])
}

/** Every problem counts as a failure, and so does an exit status that nothing else explains. */
function withProblems(code, passed, failedTests, problems) {
  const unexplained = code !== 0 && failedTests === 0 && problems.length === 0
  if (unexplained) problems.push(`it ended with status ${code} although no test failed`)
  return { passed, failed: failedTests + problems.length, problems }
}
