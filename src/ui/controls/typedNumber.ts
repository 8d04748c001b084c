/**
 * Text that a person typed or pasted, as one number. Numbers are written in many ways, and some
 * of them mean different numbers to different people; those are refused rather than guessed.
 *
 * - `.` is the decimal point of this page, so `1.125` is 1.125.
 * - A single `,` is a decimal comma, unless it could also stand between groups of three digits:
 *   `1,25` is 1.25 and `0,125` is 0.125, but `1,000` is refused.
 * - Where only whole numbers are allowed, groups of three digits are groups: `10.000`, `10,000`.
 * - Of a `.` and a `,` in one number, the last kind is the decimal one: `1.234,5`, `1,234.5`.
 * - Spaces, apostrophes and underscores stand between groups of three digits and mean nothing.
 */

export type TypedNumber =
  | { readonly kind: 'number'; readonly value: number }
  /** A word or sign for "no limit". */
  | { readonly kind: 'none' }
  /** No number that can be told; `why` is a sentence about it. */
  | { readonly kind: 'refused'; readonly why: string }

/** First of the ten digits of scripts that number pads and clipboards bring along. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]
const DIGITS = new Map(
  ZEROS.flatMap((zero) =>
    Array.from({ length: 10 }, (_, digit) => [String.fromCodePoint(zero + digit), String(digit)]),
  ) as [string, string][],
)

/** Other forms of the signs, by what they are read as. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  // Zero-width characters and marks of direction, which are pasted along unseen.
  [/[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, ''],
  [/\s/g, ' '],
  [/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-'],
  [/[\ufe62\uff0b]/g, '+'],
  [/[\uff0e]/g, '.'],
  [/[\uff0c\ufe50]/g, ','],
  [/[`´ʹʼˈ‘’′＇]/g, "'"],
  [/\uff3f/g, '_'],
  [/[\uff25\uff45]/g, 'e'],
  // Of the two Arabic separators, this one stands between groups; the other one is decimal.
  [/\u066c/g, "'"],
]

const NONE = /^(none|no limit|unlimited|infinity|inf|\+?∞)$/i

/** Longer texts than this are not looked into. */
const LONGEST = 60

/** Sign, digits with whatever stands between them, exponent. */
const PARTS = /^([+-]?) ?([\d.,٫'_ ]*\d[\d.,٫'_ ]*?)(?:e([+-]?\d{1,9}))?$/i

/** Digits and the same separator between groups of three, as in 1'234'567. */
function isGrouped(digits: string, separator: string): boolean {
  const [first = '', ...others] = digits.split(separator)
  return /^[1-9]\d{0,2}$/.test(first) && others.every((group) => /^\d{3}$/.test(group))
}

const refused = (why: string): TypedNumber => ({ kind: 'refused', why })

const MISGROUPED = 'Its digits are not in groups of three.'
const TWO_KINDS = 'It has several signs between its digits.'

function asciiOf(text: string): string {
  const plain = Array.from(text, (sign) => DIGITS.get(sign) ?? sign).join('')
  return SIGNS.reduce((all, [form, sign]) => all.replace(form, sign), plain).trim()
}

/** The digits without what stands between groups, with a decimal point; or why not. */
function withPoint(body: string, whole: boolean, sign: string): string | TypedNumber {
  const blanks = [...new Set(body.match(/[ '_]/g) ?? [])]
  if (blanks.length > 1) return refused(TWO_KINDS)
  const marks = [...new Set(body.match(/[.,٫]/g) ?? [])]
  const last = marks.length === 0 ? -1 : Math.max(...marks.map((mark) => body.lastIndexOf(mark)))
  const decimal = body[last] ?? ''
  const isOnce = body.indexOf(decimal) === last
  const [before, after] = last < 0 ? [body, ''] : [body.slice(0, last), body.slice(last + 1)]
  if (/\D/.test(after) && isOnce) return refused(MISGROUPED)

  const separators = [...blanks, ...marks.filter((mark) => mark !== decimal)]
  if (separators.length > 1) return refused(TWO_KINDS)
  const [separator] = separators
  if (separator !== undefined) {
    if (!isOnce && last >= 0) return refused(TWO_KINDS)
    if (!isGrouped(before, separator)) return refused(MISGROUPED)
    return `${before.replaceAll(separator, '')}.${after}`
  }
  if (last < 0) return body
  const canBeGroups = decimal !== '٫' && isGrouped(body, decimal)
  const without = body.replaceAll(decimal, '')
  if (!isOnce) return canBeGroups ? without : refused(MISGROUPED)
  if (!canBeGroups || (decimal === '.' && !whole)) return `${before}.${after}`
  if (whole) return without
  // Of 1,000 nobody can tell whether it is one or a thousand.
  const small = `${sign}${Number(`${before}.${after}`)}`
  const large = `${sign}${without}`
  const point = small.includes('.') ? small : `${small}.0`
  return refused(`It can be read as ${small} or as ${large}: write ${point} or ${large}.`)
}

/** A fraction, a percentage or a number with a word behind it: how to write it instead. */
function hintFor(text: string): string {
  const fraction = /^(\d{1,15}) ?[/⁄∕] ?(\d{1,15})$/.exec(text)
  const quotient = fraction ? Number(fraction[1]) / Number(fraction[2]) : NaN
  if (Number.isFinite(quotient))
    return `Write fractions as decimal numbers, this one as ${quotient}.`
  if (/^[\d.,]+ ?[%٪％]$/.test(text)) return 'Write it without the percent sign.'
  if (/^[+-]?[\d.,]+ ?(?!e$)[\p{L}µ°$€£]+$/iu.test(text))
    return 'Write the number alone, without a unit.'
  return 'It is not a number.'
}

/** @param whole only whole numbers make sense, so that groups of digits cannot be decimals */
export function typedNumber(text: string, whole: boolean): TypedNumber {
  if (text.length > LONGEST) return refused('It is too long for a number.')
  const ascii = asciiOf(text)
  if (NONE.test(ascii)) return { kind: 'none' }
  const parts = PARTS.exec(ascii)
  if (parts === null) return refused(hintFor(ascii))
  const [, sign = '', body = '', exponent] = parts
  const digits = withPoint(body.trim(), whole && exponent === undefined, sign.replace('+', ''))
  if (typeof digits !== 'string') return digits
  const value = Number(`${sign}${digits}e${exponent ?? 0}`)
  if (!Number.isFinite(value)) return refused('It is too large for a number here.')
  if (value === 0 && /[1-9]/.test(digits)) return refused('It is too close to 0 for a number here.')
  const isRounded = whole && exponent === undefined && /\.\d*[1-9]/.test(digits)
  if (isRounded && Number.isInteger(value)) return refused('It is not a whole number.')
  return { kind: 'number', value: value + 0 }
}
