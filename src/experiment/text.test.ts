import { expect, it } from 'vitest'
import { visibleText } from './text'

it('shows what is hidden in a name and leaves the rest as it is', () => {
  expect(visibleText('run 1 (final).json')).toBe('run 1 (final).json')
  expect(visibleText('Größe 数据 📈 نتائج.csv')).toBe('Größe 数据 📈 نتائج.csv')
  expect(visibleText('a\nb\u0000\u0007')).toBe('a\\nb\\x00\\x07')
  expect(visibleText('cat\u202egpj\u2066.exe\u200f\u200b\u2028')).toBe(
    'cat\\u202egpj\\u2066.exe\\u200f\\u200b\\u2028',
  )
  expect(visibleText('half \ud83d')).toBe('half \ufffd')
  // A joiner belongs to the word.
  expect(visibleText('می\u200cخواهم')).toBe('می\u200cخواهم')
})

it('keeps a long name short, and says that it goes on', () => {
  expect(visibleText('x'.repeat(80))).toBe('x'.repeat(80))
  expect(visibleText('x'.repeat(81))).toBe(`${'x'.repeat(80)}...`)
  expect(visibleText('\u202e'.repeat(1000), 20)).toHaveLength(23)
})
