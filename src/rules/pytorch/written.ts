/** Pieces of Python that know when they need brackets. */

/** How strongly an expression holds together, as Python ranks its operators. */
export const Rank = {
  condition: 0,
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  eitherBit: 5,
  bothBits: 6,
  sum: 7,
  product: 8,
  sign: 9,
  power: 10,
  atom: 11,
} as const

export interface Written {
  readonly text: string
  readonly rank: number
}

export const atom = (text: string): Written => ({ text, rank: Rank.atom })
export const within = ({ text, rank }: Written, least: number) =>
  rank < least ? `(${text})` : text

/** A number as Python reads it back; whole ones stay whole, so that they read well. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'math.nan'
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '-math.inf'
  const size = Math.abs(value)
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return String(value)
  return value.toExponential().replace('+', '')
}

export const literal = (value: number): Written => ({
  text: pythonNumber(value),
  rank: value < 0 || Object.is(value, -0) ? Rank.sign : Rank.atom,
})

export const conditional = (test: Written, yes: Written, no: Written): Written => ({
  text: `${within(yes, Rank.or)} if ${within(test, Rank.or)} else ${within(no, Rank.or)}`,
  rank: Rank.condition,
})

/** As formatters write a power: close where both sides are names or numbers. */
export function raised(base: Written, exponent: string): string {
  const of = within(base, Rank.atom)
  const isSimple = (text: string) => /^[\w.]+(e-\d+)?$/.test(text)
  return isSimple(of) && isSimple(exponent) ? `${of}**${exponent}` : `${of} ** ${exponent}`
}
