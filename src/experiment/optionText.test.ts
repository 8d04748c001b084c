import fc from 'fast-check'
import { expect, it } from 'vitest'
import { radiusOption } from '../spec/optimizer'
import { acceptedValues, formatNumber, formatValue, parseValue } from './optionText'

it.each([
  [0.00001, '1e-5'],
  [0.001, '1e-3'],
  [0.01, '0.01'],
  [0.15, '0.15'],
  [0.00123, '0.00123'],
  [0.000123, '1.23e-4'],
  [1e21, '1e21'],
  [1.5e300, '1.5e300'],
  [60000, '60000'],
  [1e6, '1e6'],
  [1234567, '1234567'],
  [-0.00001, '-1e-5'],
  [0, '0'],
  [-0, '0'],
  [100, '100'],
])('writes %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

it('writes every finite number so that it reads back, without a plus, and no longer than needed', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = formatNumber(value)
      expect(parseValue(radiusOption, text)).toBe(value + 0)
      expect(text).not.toContain('+')
      expect(text.length).toBeLessThanOrEqual(Math.max(6, String(value).length))
    }),
    { numRuns: 5000 },
  )
})

it('writes words for what is not a number', () => {
  expect([null, true, false, 'adjusted'].map(formatValue)).toEqual(['none', '1', '0', 'adjusted'])
})

it('says what an option accepts', () => {
  expect(acceptedValues(radiusOption)).toBe('a number from 1e-6 to 1e6, or none')
})
