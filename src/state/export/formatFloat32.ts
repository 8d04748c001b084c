const bits = new DataView(new ArrayBuffer(4))

/** Powers of ten that a double holds exactly. */
const TEN = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** Just above a power of two the next float is twice as far away as just below. */
function isPowerOfTwo(value: number): boolean {
  bits.setFloat32(0, value)
  return (bits.getUint32(0) & 0x7fffff) === 0
}

/**
 * The shortest decimal for a float in [1e-9, 1e9], without going through text: integers of 6 to
 * 9 digits divided by a power of ten, both exact, so that the quotient is the double that the
 * decimal stands for. Fewer than 6 digits need no look of their own: they show as zeros.
 */
function shortestCommon(value: number): number {
  const power = isPowerOfTwo(value)
  let exponent = 0
  if (value >= 1) while (value >= TEN[exponent + 1]!) exponent++
  else while (value * TEN[-exponent]! < 1) exponent--
  for (let digits = 6; digits < 9; digits++) {
    const shift = digits - 1 - exponent
    const scale = TEN[Math.abs(shift)]!
    const whole = Math.round(shift >= 0 ? value * scale : value / scale)
    const decimal = shift >= 0 ? whole / scale : whole * scale
    if (Math.fround(decimal) === value) return decimal
    const above = shift >= 0 ? (whole + 1) / scale : (whole + 1) * scale
    if (power && Math.fround(above) === value) return above
  }
  return Number(value.toPrecision(9))
}

/** The same for any positive float. */
function shortestRare(value: number): number {
  const power = isPowerOfTwo(value)
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return Number(text)
    if (!power) continue
    const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e')
    const last = Number(`1e${1 - digits}`)
    const above = Number(`${(Number(mantissa) + last).toFixed(digits - 1)}e${exponent}`)
    if (Math.fround(above) === value) return above
  }
  return Number(value.toPrecision(9))
}

/**
 * The shortest decimal that reads back as the same float32, e.g. 0.1 where String would give
 * 0.10000000149011612. `NaN`, `Infinity` and `-Infinity` in words.
 * @param value a float32
 */
export function formatFloat32(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  const decimal = size >= 1e-9 && size < 1e9 ? shortestCommon(size) : shortestRare(size)
  return String(value < 0 ? -decimal : decimal)
}
