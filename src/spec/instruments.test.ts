import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FIT_COLUMNS, INSTRUMENTS, STEP_INSTRUMENT_COLUMNS } from './instruments'
import { findMetric, isColumnName } from './metricTable'

const text = readFileSync(new URL('../../docs/instruments.md', import.meta.url), 'utf8')

it('docs/instruments.md has every instrument and every column that they add', () => {
  for (const id of INSTRUMENTS) expect(text).toMatch(new RegExp(`^\\| \`${id}\`\\s+\\|`, 'm'))
  const [, tables] = text.split(/^## Their columns$/m)
  const rows = [...tables!.matchAll(/^\| `([^`]+)`\s+\| (.+?)\s+\|$/gm)]
  expect(rows.map(([, column, meaning]) => ({ column, meaning }))).toEqual([
    ...STEP_INSTRUMENT_COLUMNS,
    ...FIT_COLUMNS,
  ])
})

it('their columns have names that tables can have, and that no metric has', () => {
  for (const { column } of [...STEP_INSTRUMENT_COLUMNS, ...FIT_COLUMNS]) {
    expect(isColumnName(column), column).toBe(true)
    expect(findMetric(column), column).toBeUndefined()
  }
})
