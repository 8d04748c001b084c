import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typedNumber } from './typedNumber'
import { plainDecimal, writeNumber } from './readNumber'

const NNBSP = '\u202f'
const NBSP = '\u00a0'

/** What a text means where any number can be, and where only whole numbers can. */
const NUMBERS: [text: string, real: number, whole?: number][] = [
  // Plain
  ['0', 0],
  ['7', 7],
  ['007', 7],
  ['-0', 0],
  ['+2', 2],
  ['-2', -2],
  ['- 2', -2],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1.25', 1.25],
  ['0.001', 0.001],
  ['1e-3', 0.001],
  ['1E-3', 0.001],
  ['1e3', 1000],
  ['1e+3', 1000],
  ['2.5e2', 250],
  ['.5e1', 5],
  ['1.000e1', 10],
  ['4294967295', 4294967295],
  ['32.0', 32],
  // The page's own decimal point, beside the groups of whole numbers
  ['1.125', 1.125, 1125],
  ['1.000', 1, 1000],
  ['10.000', 10, 10000],
  ['100.000', 100, 100000],
  ['60.000', 60, 60000],
  ['10.00', 10, 10],
  ['10.0000', 10, 10],
  ['0.125', 0.125],
  ['1234.567', 1234.567],
  // Decimal comma
  ['1,25', 1.25],
  ['0,5', 0.5],
  [',5', 0.5],
  ['5,', 5],
  ['0,125', 0.125],
  ['00,125', 0.125],
  ['0,001', 0.001],
  ['1,2345', 1.2345],
  ['1234,567', 1234.567],
  ['1,5e-3', 0.0015],
  ['-1,25', -1.25],
  ['32,0', 32],
  // Both
  ['1,234.5', 1234.5],
  ['1.234,5', 1234.5],
  ['1,234.567', 1234.567],
  ['1.234,567', 1234.567],
  ['1,234,567.8', 1234567.8],
  ['1.234.567,8', 1234567.8],
  ['10,000.', 10000],
  // Several of one kind
  ['1,234,567', 1234567],
  ['1.234.567', 1234567],
  // What stands between groups only
  ['10 000', 10000],
  [`10${NBSP}000`, 10000],
  [`10${NNBSP}000`, 10000],
  ['10\u2009000', 10000],
  ["10'000", 10000],
  ['10’000', 10000],
  ['10_000', 10000],
  ["1'234'567", 1234567],
  [`1${NNBSP}234${NNBSP}567,8`, 1234567.8],
  ['1 234.567', 1234.567],
  ["1'234,567", 1234.567],
  // Other digits and signs
  ['１２．５', 12.5],
  ['１，２５', 1.25],
  ['＋５', 5],
  ['－５', -5],
  ['−5', -5],
  ['1e−3', 0.001],
  ['1e–3', 0.001],
  ['١٢٫٥', 12.5],
  ['١٠٬٠٠٠', 10000],
  ['۱۲۵', 125],
  ['०.५', 0.5],
  ['๐.๕', 0.5],
  // What is pasted along
  [' 0.5 ', 0.5],
  ['\t0.5\n', 0.5],
  [`${NBSP}0.5${NBSP}`, 0.5],
  ['\u200b0.5\u200b', 0.5],
  ['\ufeff0.5', 0.5],
  ['\u200e0.5', 0.5],
]

const REFUSED: readonly (readonly [text: string, why: RegExp])[] = [
  ['', /not a number/],
  [' ', /not a number/],
  ['abc', /not a number/],
  ['.', /not a number/],
  [',', /not a number/],
  ['-', /not a number/],
  ['--1', /not a number/],
  ['1e', /not a number/],
  ['1e1.5', /not a number/],
  ['0x10', /not a number/],
  ['NaN', /not a number/],
  ['-∞', /not a number/],
  ['1-2', /not a number/],
  ['10²', /not a number/],
  ['½', /not a number/],
  ['1..2', /groups of three/],
  ['1,,2', /groups of three/],
  ['1 2', /groups of three/],
  ['1 0000', /groups of three/],
  ['0 123', /groups of three/],
  ['0,123,456', /groups of three/],
  ['12,34.5', /groups of three/],
  ['1,00,000', /groups of three/],
  ['1.2.3', /groups of three/],
  ['1,234 567', /groups of three/],
  ["1'234 567", /several signs/],
  ['1.234,567.8', /several signs/],
  ['1 234.567,8', /several signs/],
  ['5%', /without the percent sign/],
  ['0,5 %', /without the percent sign/],
  ['10k', /without a unit/],
  ['3 epochs', /without a unit/],
  ['1/128', /this one as 0\.0078125/],
  ['1⁄4', /this one as 0\.25/],
  ['1/0', /not a number/],
  ['1e999', /too large/],
  ['1e-999', /too close to 0/],
  ['9'.repeat(1_000_000), /too long/],
]

it.each(NUMBERS)('reads %j as %d', (text, real, whole = real) => {
  expect(typedNumber(text, false)).toEqual({ kind: 'number', value: real })
  expect(typedNumber(text, true)).toEqual({ kind: 'number', value: whole })
})

it.each(REFUSED)('refuses %j with a sentence', (text, why) => {
  for (const isWhole of [true, false]) {
    const typed = typedNumber(text, isWhole)
    expect(typed).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) })
    expect(typed).toMatchObject({ why: expect.stringMatching(/^[A-Z].*\.$/) })
  }
})

it.each(['none', 'None', 'no limit', 'unlimited', '∞', 'inf', 'Infinity'])('knows %j', (text) => {
  expect(typedNumber(text, false)).toEqual({ kind: 'none' })
})

describe('a comma that can be both', () => {
  it.each([
    ['1,000', 'It can be read as 1 or as 1000: write 1.0 or 1000.'],
    ['10,000', 'It can be read as 10 or as 10000: write 10.0 or 10000.'],
    ['1,125', 'It can be read as 1.125 or as 1125: write 1.125 or 1125.'],
    ['-1,500', 'It can be read as -1.5 or as -1500: write -1.5 or -1500.'],
    ['1,000e1', 'It can be read as 1 or as 1000: write 1.0 or 1000.'],
  ])('is refused in %j, with both readings', (text, why) => {
    expect(typedNumber(text, false)).toEqual({ kind: 'refused', why })
  })

  it('stands between groups where only whole numbers make sense', () => {
    expect(typedNumber('10,000', true)).toEqual({ kind: 'number', value: 10000 })
  })
})

it('does not take a number for whole that only rounding makes whole', () => {
  expect(typedNumber('4294967294.00000000001', true)).toMatchObject({ kind: 'refused' })
})

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)

describe('for every number', () => {
  it('reads what the page writes as that number', () => {
    fc.assert(
      fc.property(doubles, (value) => {
        expect(typedNumber(writeNumber(value), false)).toEqual({ kind: 'number', value })
      }),
      { numRuns: 5000 },
    )
  })

  it('reads what each of these languages writes as that number, or says that it cannot tell', () => {
    const languages = ['en', 'de', 'fr', 'de-CH', 'sv', 'pl', 'ar-EG', 'fa', 'ja', 'ru', 'pt']
    const formats = languages.map(
      (language) => new Intl.NumberFormat(language, { maximumFractionDigits: 6 }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...formats),
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        (format, value) => {
          const rounded = Number(plainDecimal(value).replace(/(\.\d{6}).*/, '$1')) + 0
          const typed = typedNumber(format.format(rounded), false)
          if (typed.kind === 'refused') expect(typed.why).toMatch(/^It can be read as/)
          // Of a whole number above 999 with a point between its groups, see above.
          else if (Math.abs(rounded) < 1000 || rounded % 1 !== 0)
            expect(typed).toEqual({ kind: 'number', value: rounded })
          else expect(typedNumber(format.format(rounded), true)).toMatchObject({ value: rounded })
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('comes back as it was read, whatever was typed', () => {
    const sign = fc.constantFrom(
      ...[...'0123456789', '.', ',', ' ', "'", '_', '-', '+', 'e', '−', NBSP, '٫', '٬', '５', '٣'],
    )
    const texts = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''))
    let numbers = 0
    fc.assert(
      fc.property(texts, fc.boolean(), (text, whole) => {
        const typed = typedNumber(text, whole)
        if (typed.kind !== 'number') return
        numbers++
        expect(Number.isFinite(typed.value)).toBe(true)
        expect(typedNumber(writeNumber(typed.value), false)).toEqual(typed)
      }),
      { numRuns: 20_000 },
    )
    expect(numbers).toBeGreaterThan(1000)
  })
})
