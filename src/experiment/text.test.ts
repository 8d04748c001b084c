import { expect, it } from 'vitest'
import { visibleText } from './text'

it('shows what is hidden in a name and leaves the rest as it is', () => {
  expect(visibleText('run 1 (final).json')).toBe('run 1 (final).json')
  expect(visibleText('Größe 数据 📈 نتائج.csv')).toBe('Größe 数据 📈 نتائج.csv')
  expect(visibleText('a\nb\u0000\u0007')).toBe('a\\u{a}b\\u{0}\\u{7}')
  expect(visibleText('cat\u202egpj\u2066.exe\u200f\u200b\u2028')).toBe(
    'cat\\u{202e}gpj\\u{2066}.exe\\u{200f}\\u{200b}\\u{2028}',
  )
  expect(visibleText('half \ud83d')).toBe('half \\u{d83d}')
  // A joiner belongs to the word.
  expect(visibleText('می\u200cخواهم')).toBe('می\u200cخواهم')
})

it('keeps a long name short, and says that it goes on', () => {
  expect(visibleText('x'.repeat(80))).toBe('x'.repeat(80))
  expect(visibleText('x'.repeat(81))).toBe(`${'x'.repeat(80)}...`)
  expect(visibleText('\u202e'.repeat(1000), 20)).toHaveLength(23)
})
