import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatFloat32 } from './formatFloat32'

const view = new DataView(new ArrayBuffer(4))

function floatOf(bits: number): number {
  view.setUint32(0, bits)
  return view.getFloat32(0)
}

const digitsOf = (text: string) =>
  text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length

/** Is there a decimal of so many digits, next to the value on either side, that reads back? */
function hasShorter(value: number, digits: number): boolean {
  if (digits < 1) return false
  const [mantissa = '', exponent = ''] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e')
  const unscaled = BigInt(mantissa.replace('.', ''))
  return [-1n, 0n, 1n].some((offset) => {
    const text = `${unscaled + offset}e${Number(exponent) - (digits - 1)}`
    return Math.fround(Number(text)) === Math.abs(value)
  })
}

function expectShortest(value: number): void {
  const text = formatFloat32(value)
  const back = Math.fround(Number(text))
  if (!Object.is(back, value)) expect(`${text} reads back as ${back}`).toBe(String(value))
  if (!Number.isFinite(value) || value === 0) return
  if (hasShorter(value, digitsOf(text) - 1)) expect(text).toBe(`a shorter form of ${value}`)
}

it('writes any float32 so that it reads back, in as few digits as possible', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (bits) => {
      const value = floatOf(bits)
      fc.pre(!Number.isNaN(value))
      expectShortest(value)
    }),
    { numRuns: 50_000 },
  )
})

it('does so for values as training has them', () => {
  fc.assert(
    fc.property(fc.double({ min: -12, max: 9, noNaN: true }), (exponent) => {
      expectShortest(Math.fround(10 ** exponent))
    }),
    { numRuns: 50_000 },
  )
})

it('does so for every power of two, its neighbours, and the smallest numbers', () => {
  for (let exponent = 1; exponent < 255; exponent++) {
    for (const offset of [-2, -1, 0, 1, 2]) expectShortest(floatOf((exponent << 23) + offset))
  }
  for (let bits = 0; bits < 2000; bits++) expectShortest(floatOf(bits))
})

it('does so for short decimals', () => {
  for (let whole = 1; whole < 20_000; whole++) {
    for (const scale of [1, 10, 1000, 1e6, 1e9]) {
      const decimal = whole / scale
      const text = formatFloat32(Math.fround(decimal))
      if (text !== String(decimal)) expect(text).toBe(String(decimal))
    }
  }
})

it.each([
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [0, '0'],
  [-0, '-0'],
  [Math.fround(0.1), '0.1'],
  [Math.fround(-2.302585), '-2.302585'],
  [Math.fround(1e-7), '1e-7'],
  [16777216, '16777216'],
  [2 ** -149, '1e-45'],
  [Math.fround(3.4028234663852886e38), '3.4028235e+38'],
])('writes %d as %s', (value, text) => {
  expect(formatFloat32(value)).toBe(text)
})
