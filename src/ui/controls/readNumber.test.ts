import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NumberOption } from '../../spec/hyperparameter'
import { plainDecimal, readNumber, writeNumber } from './readNumber'

const option: NumberOption = {
  kind: 'number',
  key: 'maxLr',
  default: 0.2,
  min: 1e-8,
  max: 1e8,
  scale: 'log',
  nullable: true,
  help: '',
}

describe('readNumber', () => {
  it.each([
    ['0.5', 0.5],
    [' 1e-3 ', 0.001],
    ['.25', 0.25],
    ['+2', 2],
    ['0,5', 0.5],
    ['10 000', 10000],
    ['none', null],
    ['∞', null],
    ['No limit', null],
  ])('reads %j as %s', (text, value) => {
    expect(readNumber(option, text)).toEqual({ ok: true, value })
  })

  it.each(['', 'abc', '0', '-1', '1e9', '10,000', '1 2', 'NaN', '0x10', '1e'])(
    'refuses %j with a sentence that names the key and the range',
    (text) => {
      const reading = readNumber(option, text)
      expect(reading).toMatchObject({ ok: false })
      expect(reading.ok ? '' : reading.problem).toContain(
        'maxLr has to be a number from 1e-8 to 1e8',
      )
    },
  )

  it('wants whole numbers where the option does, and no "none" where there is none', () => {
    const batch = { ...option, key: 'batch', min: 1, max: 1024, integer: true, nullable: false }
    expect(readNumber(batch, '32')).toEqual({ ok: true, value: 32 })
    for (const text of ['1.5', '', 'none']) expect(readNumber(batch, text).ok).toBe(false)
  })

  it.each([
    ['1,25', '“1,25” was read as 1.25 and not taken over.'],
    ['10.000', '“10.000” was read as 10000 and not taken over.'],
    ['2000', '“2000” was not taken over.'],
    ['5%', '“5%” was not taken over. Write it without the percent sign.'],
    ['none', '“none” was not taken over.'],
  ])('says of %j what was read, and what is allowed', (text, about) => {
    const batch = { ...option, key: 'batch', min: 1, max: 1024, integer: true, nullable: false }
    expect(readNumber(batch, text)).toEqual({
      ok: false,
      problem: `${about} batch has to be a whole number from 1 to 1024.`,
    })
  })

  it('comes back, whatever was accepted', () => {
    const options = [option, { ...option, integer: true, min: 0, max: 1e6, nullable: false }]
    const signs = fc.constantFrom(...'0123456789', '.', ',', ' ', "'", '-', 'e', '∞')
    let accepted = 0
    fc.assert(
      fc.property(fc.constantFrom(...options), fc.array(signs, { maxLength: 9 }), (one, typed) => {
        const reading = readNumber(one, typed.join(''))
        if (!reading.ok) return
        accepted++
        const shown = reading.value === null ? 'none' : writeNumber(reading.value)
        expect(readNumber(one, shown)).toEqual(reading)
      }),
      { numRuns: 10_000 },
    )
    expect(accepted).toBeGreaterThan(500)
  })
})

describe('plainDecimal', () => {
  it('has no exponent', () => {
    expect([1e-12, 1e8, 0.2, 0].map(plainDecimal)).toEqual([
      '0.000000000001',
      '100000000',
      '0.2',
      '0',
    ])
  })
})

describe('writeNumber', () => {
  it('is short and reads back as the same number', () => {
    for (const value of [0, 0.2, 1e-8, 60000, 1 / 3, 1e8, 4294967295, 0.00012]) {
      expect(Number(writeNumber(value))).toBe(value)
    }
    expect(writeNumber(1e-8)).toBe('1e-8')
    expect(writeNumber(0.001)).toBe('0.001')
  })
})
