/** Numbers as the charts write them. */

/**
 * A count: 12000 gives 12,000. Also of a value with up to three decimals. Small numbers, which are
 * written many times with every drawing, are not asked of the browser, which takes longer.
 */
export const formatCount = (value: number): string =>
  Math.abs(value) < 1000 ? String(Math.round(value * 1000) / 1000) : value.toLocaleString('en-US')

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Exponent as superscript: -3 gives ⁻³. */
function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((d) => SUPERSCRIPT[Number(d)]).join('')
  return (exponent < 0 ? '⁻' : '') + digits
}

/** Short form for an axis: 0.001, 200, 5·10⁻⁶, 12k is written 12,000. */
export function formatTick(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e-3 && size < 1e6) return formatCount(Number(value.toPrecision(6)))
  const exponent = Math.floor(Math.log10(size) + 1e-9)
  const factor = Number((value / 10 ** exponent).toPrecision(3))
  return factor === 1 ? `10${superscript(exponent)}` : `${factor}·10${superscript(exponent)}`
}

/**
 * A value with three or four digits, and always as many characters for the same size, so that a
 * changing number stays in place: 0.1090, 12.30, 3.20e-5.
 */
export function formatValue(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e6) return value.toExponential(2)
  if (size < 0.01) return value.toFixed(5)
  if (size < 1) return value.toFixed(4)
  return value.toFixed(Math.max(0, 3 - Math.floor(Math.log10(size) + 1e-12)))
}

/** A number with its per cent sign, between which no line breaks. */
export const percent = (number: string | number): string => `${number}\u00a0%`

/** A share of 1 as per cent: 0.9312 gives 93.1 %. */
export function formatShare(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  return percent((100 * value).toFixed(1))
}

/** The same in a sentence, without decimals where they would say nothing: 41 %. */
export const shareInWords = (value: number): string => formatShare(value).replace(/\.0(?=\s%)/, '')
