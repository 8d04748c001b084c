/**
 * Between which numbers a value of a rule can be, as far as that follows from the rule alone. Python
 * raises an error where other languages say infinity or NaN; what is known here decides where its
 * own arithmetic can stand, which reads best, and where it has to be asked for the robust one.
 */
import type { FunctionName } from '../types'

export interface Range {
  readonly low: number
  readonly high: number
  /** Never NaN. */
  readonly isNumber: boolean
  /** No infinity, if nothing overflows. */
  readonly isFinite: boolean
}

/** What counts as above 0: smaller ones would be rounded to 0 by a product. */
export const TINY = 1e-300
/** exp() of more leaves the numbers. */
const LARGEST_EXPONENT = 700
const LARGEST = 1e300

export const between = (low: number, high: number, of: Partial<Range> = {}): Range => ({
  low,
  high,
  isNumber: true,
  isFinite: true,
  ...of,
})
export const ANY = between(-Infinity, Infinity)
export const UNKNOWN: Range = { ...ANY, isNumber: false, isFinite: false }

export const union = (a: Range, b: Range): Range => ({
  low: Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
  isNumber: a.isNumber && b.isNumber,
  isFinite: a.isFinite && b.isFinite,
})
export const isSame = (a: Range, b: Range) =>
  a.low === b.low && a.high === b.high && a.isNumber === b.isNumber && a.isFinite === b.isFinite

const isNonZero = ({ low, high }: Range): boolean => low > 0 || high < 0
const mayBeZero = ({ low, high }: Range) => low <= 0 && high >= 0

/** The smallest and largest of a function at the ends of its ranges; 0 times infinity is 0. */
function corners(a: Range, b: Range, apply: (x: number, y: number) => number): Range {
  const values = [a.low, a.high].flatMap((x) =>
    [b.low, b.high].map((y) => {
      const value = apply(x, y)
      return Number.isNaN(value) ? 0 : value
    }),
  )
  return between(Math.min(...values), Math.max(...values))
}

/** Of JavaScript's own, 1 to the power of infinity is NaN. */
const toPower = (x: number, y: number) => (x === 1 ? 1 : x ** y)

/** Whether Python's own function gives the same as the one of tensors. */
export function isSafe(name: FunctionName, args: readonly Range[]): boolean {
  const [a = ANY, b = ANY] = args
  switch (name) {
    case 'div':
      return isNonZero(b)
    case 'sqrt':
      return a.low >= 0
    case 'log':
      return a.low > 0
    case 'log1p':
      return a.low > -1
    case 'exp':
    case 'expm1':
      return a.high <= LARGEST_EXPONENT
    case 'square':
      return Math.max(-a.low, a.high) ** 2 < LARGEST
    case 'pow':
      if (a.low < 0 || (a.low === 0 && b.low <= 0)) return false
      return corners(a, b, toPower).high < LARGEST
    case 'sign':
      return false
    case 'min':
    case 'max':
    case 'clamp':
      return args.every(({ isNumber }) => isNumber)
    default:
      return true
  }
}

function power(a: Range, b: Range): Range {
  if (a.low < 0) return UNKNOWN
  const { low, high } = corners(a, b, toPower)
  return between(Math.max(0, low), high, { isFinite: isSafe('pow', [a, b]) })
}

/** What a function makes of what its arguments can be. */
export function rangeOfCall(name: FunctionName, args: readonly Range[]): Range {
  const [a = ANY, b = ANY, c = ANY] = args
  if (!args.every(({ isNumber }) => isNumber)) {
    return ['less', 'lessEqual', 'greater', 'greaterEqual', 'equal', 'notEqual'].includes(name)
      ? between(0, 1)
      : UNKNOWN
  }
  const isFinite = args.every((one) => one.isFinite)
  const infinite = args.filter((one) => !one.isFinite).length
  const monotone = (f: (x: number) => number) => between(f(a.low), f(a.high), { isFinite })
  switch (name) {
    case 'add':
      // Of two infinities with different signs nothing is left.
      if (infinite > 1 && !(a.low >= 0 && b.low >= 0)) return UNKNOWN
      return between(a.low + b.low, a.high + b.high, { isFinite })
    case 'sub':
      return infinite > 1 ? UNKNOWN : between(a.low - b.high, a.high - b.low, { isFinite })
    case 'mul':
      if ((!a.isFinite && mayBeZero(b)) || (!b.isFinite && mayBeZero(a))) return UNKNOWN
      return { ...corners(a, b, (x, y) => x * y), isFinite }
    case 'div':
      if (!isNonZero(b) || infinite > 1) return UNKNOWN
      return { ...corners(a, b, (x, y) => x / y), isFinite: a.isFinite }
    case 'neg':
      return between(-a.high, -a.low, { isFinite })
    case 'abs':
      return between(
        mayBeZero(a) ? 0 : Math.min(Math.abs(a.low), Math.abs(a.high)),
        Math.max(-a.low, a.high),
        { isFinite },
      )
    case 'square': {
      const { low, high } = rangeOfCall('abs', [a])
      return between(low ** 2, high ** 2, { isFinite })
    }
    case 'sqrt':
      return a.low >= 0 ? monotone(Math.sqrt) : UNKNOWN
    case 'log':
      return a.low > 0 ? monotone(Math.log) : UNKNOWN
    case 'log1p':
      return a.low > -1 ? monotone(Math.log1p) : UNKNOWN
    case 'exp':
      return { ...monotone(Math.exp), isFinite: isSafe(name, args) }
    case 'expm1':
      return { ...monotone(Math.expm1), isFinite: isSafe(name, args) }
    case 'pow':
      return power(a, b)
    case 'sign':
      return between(Math.sign(a.low), Math.sign(a.high))
    case 'min':
      return between(Math.min(a.low, b.low), Math.min(a.high, b.high), { isFinite: infinite < 2 })
    case 'max':
      return between(Math.max(a.low, b.low), Math.max(a.high, b.high), { isFinite })
    case 'clamp':
      return rangeOfCall('min', [rangeOfCall('max', [a, b]), c])
    case 'sum':
      return between(a.low < 0 ? -Infinity : 0, a.high > 0 ? Infinity : 0)
    case 'mean':
      return a
    case 'norm':
    case 'norm2':
    case 'maxAbs':
      return between(0, Infinity)
    case 'dot':
      return ANY
    default:
      return between(0, 1)
  }
}
