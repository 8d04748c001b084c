import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { METRICS } from './metrics'

const root = new URL('../../', import.meta.url)
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')

it('every metric has names of its own, which older tables and records know', () => {
  const names = METRICS.map(({ key, column }) => (key === column ? [key] : [key, column])).flat()
  expect(new Set(names).size).toBe(names.length)
  // The first version of the page had these; another order would make its tables look otherwise.
  expect(METRICS.slice(0, 11).map(({ key }) => key)).toEqual([
    ...['loss', 'accuracy', 'gradNormSq', 'unclipped', 'stepSize', 'effectiveStep', 'weightNorm'],
    ...['maxLr', 'clipped', 'skipped', 'projected'],
  ])
})

it('the table of columns in docs/tables.md is the list of metrics', () => {
  const rows = textOf('docs/tables.md')
    .split('\n')
    .flatMap((line) => {
      const [, column, meaning] = /^\| `([^`]+)`\s+\| (.+?)\s+\|$/.exec(line) ?? []
      return column && meaning ? [{ column, meaning }] : []
    })
  const metrics = METRICS.map(({ column, meaning }) => ({ column, meaning }))
  // Before them stands who and when, after them the seed.
  const first = rows.findIndex(({ column }) => column === metrics[0]!.column)
  expect(rows.slice(first, -1)).toEqual(metrics)
})

describe('"Add a metric" in CONTRIBUTING.md', () => {
  const [, section] = textOf('CONTRIBUTING.md').split(/^## Add a metric$/m)
  const steps = [...section!.split(/^## /m)[0]!.matchAll(/^\d\. `([^`]+)`/gm)].map(
    ([, path]) => path!,
  )

  it('names at most three files, which exist, as do the others that it speaks of', () => {
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.length).toBeLessThanOrEqual(3)
    for (const [, path] of section!.matchAll(/`((?:src|docs)\/[^`]+)`/g))
      expect(existsSync(new URL(path!, root)), path).toBe(true)
  })

  const sources = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path !== 'src/spec/metrics.test.ts')
  const filesWith = (pattern: RegExp) => sources.filter((path) => pattern.test(textOf(path)))

  it('names every file that has to list all metrics', () => {
    const listing = filesWith(/(?<!Partial<)Record<MetricColumn\b/)
    expect(listing.filter((path) => !path.includes('/testing/'))).toEqual(
      steps.filter((path) => path.endsWith('stepMetrics.ts')),
    )
  })

  it('can leave all others out, as none of them counts columns', () => {
    const counting = filesWith(/METRIC_COLUMNS\s*\.(indexOf|length|at)\b|METRIC_COLUMNS\[/)
    expect(counting).toEqual(['src/engine/run/metricRow.ts'])
  })
})
