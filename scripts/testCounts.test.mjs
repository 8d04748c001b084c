import { describe, expect, it } from 'vitest'
import { playwrightCounts, staticCounts, vitestCounts } from './testCounts.mjs'

const passing = { status: 'passed' }
const file = (name, status = 'passed', assertionResults = [passing]) => ({
  name,
  status,
  message: 'SyntaxError: unexpected token\n at somewhere',
  assertionResults,
})
const quick = file('a.test.ts')
const slow = file('a.slow.test.ts')
const browser = file('b.browser.test.ts')
const unit = (more = {}) => ({
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [quick, slow, browser],
  ...more,
})

describe('staticCounts', () => {
  it('counts one test', () => {
    expect(staticCounts(0)).toMatchObject({ passed: 1, failed: 0 })
    expect(staticCounts(2)).toMatchObject({ passed: 0, failed: 1 })
  })
})

describe('vitestCounts', () => {
  it('takes the numbers of the report', () => {
    expect(vitestCounts(0, unit())).toEqual({ passed: 2, failed: 0, problems: [] })
    expect(vitestCounts(1, unit({ numFailedTests: 3 }))).toMatchObject({ passed: 2, failed: 3 })
  })

  it('lets a test be skipped for a reason in words, and repeats it', () => {
    const without = { status: 'skipped', meta: { skippedBecause: 'There is no Python.' } }
    const report = (results) =>
      unit({
        numPendingTests: results.length,
        testResults: [...unit().testResults, file('c.test.ts', 'passed', [passing, ...results])],
      })
    expect(vitestCounts(0, report([without, without]))).toEqual({
      ...{ passed: 2, failed: 0, problems: [] },
      skipped: ['There is no Python.'],
    })
    expect(vitestCounts(0, report([without, { status: 'skipped', meta: {} }]))).toMatchObject({
      failed: 1,
      problems: ['1 tests were skipped'],
    })
  })

  it.each([
    ['no report', 0, undefined, 'vitest left no report'],
    ['a failing status without a failing test', 1, unit(), 'it ended with status 1'],
    ['skipped tests', 0, unit({ numPendingTests: 1 }), '1 tests were skipped'],
    [
      'a file that does not load',
      1,
      unit({ testResults: [...unit().testResults, file('c.test.ts', 'failed', [])] }),
      'c.test.ts failed as a whole: SyntaxError',
    ],
    ['no browser tests', 0, unit({ testResults: [quick, slow] }), 'in the browser'],
    ['no quick tests', 0, unit({ testResults: [slow, browser] }), 'no quick test ran in Node'],
    ['no slow tests', 0, unit({ testResults: [quick, browser] }), 'no slow test ran in Node'],
  ])('counts %s as a failure', (_, code, report, problem) => {
    const { failed, problems } = vitestCounts(code, report)
    expect(failed).toBe(1)
    expect(problems[0]).toContain(problem)
  })
})

describe('playwrightCounts', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 0 }

  const skipped = (description) => [
    {
      suites: [
        {
          specs: [
            { title: 'a', tests: [{ status: 'expected', annotations: [] }] },
            {
              title: 'b',
              tests: [{ status: 'skipped', annotations: [{ type: 'skip', description }] }],
            },
          ],
        },
      ],
    },
  ]

  it('says why a test was skipped', () => {
    const report = { stats: { ...stats, skipped: 1 }, errors: [], suites: skipped('No WebKit.') }
    expect(playwrightCounts(0, report)).toEqual({
      passed: 4,
      failed: 0,
      problems: [],
      skipped: ['b: No WebKit.'],
    })
  })

  it('takes the numbers of the report', () => {
    expect(playwrightCounts(0, { stats, errors: [] })).toMatchObject({ passed: 4, failed: 0 })
    const failing = { stats: { ...stats, unexpected: 2 }, errors: [] }
    expect(playwrightCounts(1, failing)).toMatchObject({ passed: 4, failed: 2, problems: [] })
  })

  it.each([
    ['no report', 0, undefined],
    ['no tests', 0, { stats: { ...stats, expected: 0 }, errors: [] }],
    ['skipped tests', 0, { stats: { ...stats, skipped: 1 }, errors: [] }],
    [
      'a skipped test beside one that says why',
      0,
      { stats: { ...stats, skipped: 2 }, errors: [], suites: skipped('WebKit is not here.') },
    ],
    ['an error outside the tests', 1, { stats, errors: [{ message: 'Error: port in use' }] }],
    ['a failing status without a failing test', 1, { stats, errors: [] }],
  ])('counts %s as a failure', (_, code, report) => {
    expect(playwrightCounts(code, report).failed).toBe(1)
  })
})
