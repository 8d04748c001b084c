/** What the documents say in words, against their own tables: both are changed by hand and by script. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromRoot } from '../setup/paths.mjs'
import { numbersIn, standIn } from './numbers'

const TABLE = /<!-- measured:[\s\S]*?<!-- \/measured -->/g
/** Numbers of other places: of a setting, of a single run, of an earlier version, of somebody else. */
const ELSEWHERE = /<!-- from elsewhere -->[\s\S]*?<!-- \/from elsewhere -->/g
const CODE = /`[^`]*`/g

/** A sentence speaks of the tables of its own section. */
function sections(file: string) {
  const text = readFileSync(fromRoot('docs', ...file.split('/')), 'utf8')
  return text.split(/^#+ /m).map((section) => ({
    title: section.slice(0, section.indexOf('\n')),
    measured: (section.match(TABLE) ?? []).join('\n'),
    prose: [TABLE, ELSEWHERE, CODE].reduce((rest, some) => rest.replaceAll(some, ''), section),
  }))
}

describe.each(['claims.md', 'claims/spirals.md'])('docs/%s', (file) => {
  it.each(sections(file))('says of "$title" what its tables have', ({ prose, measured }) => {
    expect(numbersIn(prose).filter((told) => !standIn(measured, told))).toEqual([])
  })
})

it('notices a number that no table has', () => {
  const tables = '| SGD | 0.0123 | 93.3 % (92.0 % to 94.0 %) | 3 of 20 failed |'
  const told = numbersIn('0.012 and 0.0129, 93 % and 95 %, 3 of 20 and 4 of 20, maxLr 10.')
  expect(told.filter((text) => !standIn(tables, text))).toEqual(['0.0129', '95 %', '4 of 20'])
})
