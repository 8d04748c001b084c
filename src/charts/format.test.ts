import { describe, expect, it } from 'vitest'
import { formatCount, formatShare, formatTick, formatValue } from './format'

describe('formatTick', () => {
  it.each([
    [0, '0'],
    [0.001, '0.001'],
    [0.0001, '10⁻⁴'],
    [0.0005, '5·10⁻⁴'],
    [0.3, '0.3'],
    [12000, '12,000'],
    [1e12, '10¹²'],
    [-2e-5, '-2·10⁻⁵'],
  ])('%d is written %s', (value, text) => expect(formatTick(value)).toBe(text))
})

describe('formatCount', () => {
  it('writes what the browser would, of small numbers too', () => {
    const values = [0, 7, 999, 1000, 12_345, 1_234_567, 0.5, 0.0625, 999.5, 0.1 + 0.2, -12, 1e9]
    for (const value of values) expect(formatCount(value)).toBe(value.toLocaleString('en-US'))
  })
})

describe('formatValue', () => {
  it.each([
    [0.10943, '0.1094'],
    [0.2, '0.2000'],
    [0.001, '0.00100'],
    [0.0894, '0.0894'],
    [1.70779, '1.708'],
    [12.3, '12.30'],
    [0.00001234, '1.23e-5'],
    [1234.5, '1235'],
    [0, '0'],
    [null, '–'],
    [NaN, '–'],
    [Infinity, '∞'],
  ])('%s is written %s', (value, text) => expect(formatValue(value)).toBe(text))
})

describe('formatShare', () => {
  it('writes per cent and a dash for nothing', () => {
    expect(formatShare(0.9312)).toBe('93.1\u00a0%')
    expect(formatShare(null)).toBe('–')
  })
})
