/** Expressions in words, as one would read them aloud. */
import type { Expression, FunctionName, RuleLine } from './types'

const INFIX: Readonly<Partial<Record<FunctionName, string>>> = {
  add: 'plus',
  sub: 'minus',
  mul: 'times',
  div: 'divided by',
  less: 'is below',
  lessEqual: 'is at most',
  greater: 'is above',
  greaterEqual: 'is at least',
  equal: 'equals',
  notEqual: 'is not',
  and: 'and',
  or: 'or',
}

const OF_ONE: Readonly<Partial<Record<FunctionName, string>>> = {
  sqrt: 'the square root of',
  square: 'the square of',
  abs: 'the size of',
  sign: 'the sign of',
  log: 'the logarithm of',
  log1p: 'the logarithm of one plus',
  exp: 'e to the power of',
  expm1: 'minus one plus e to the power of',
  sum: 'the sum of all numbers of',
  mean: 'the mean of all numbers of',
  norm: 'the length of',
  norm2: 'the squared length of',
  maxAbs: 'the largest size in',
  neg: 'minus',
  not: 'not',
}

const OF_TWO: Readonly<Partial<Record<FunctionName, string>>> = {
  min: 'the smaller of',
  max: 'the larger of',
  dot: 'the inner product of',
}

const GIVEN = { w: 'w', g: 'g', loss: 'the loss', gradNormSq: 'the squared length of g' } as const

/** What needs brackets inside something else. */
const isLoose = (value: Expression) =>
  value.kind === 'call' &&
  ['add', 'sub', 'and', 'or', 'if', 'min', 'max', 'dot', 'clamp'].includes(value.name)

export function wordsOf(value: Expression, lines: readonly RuleLine[]): string {
  const say = (part: Expression): string => wordsOf(part, lines)
  switch (value.kind) {
    case 'number':
      return value.value === Infinity ? 'infinity' : String(value.value)
    case 'given':
      return GIVEN[value.name]
    case 'option':
      return value.key
    case 'state':
      return value.name
    case 'line':
      return lines[value.index]!.name
    case 'choose':
      throw new Error('A rule is specialised before it is read aloud.')
    case 'call':
      return wordsOfCall(value, say)
  }
}

function wordsOfCall(
  { name, args }: Expression & { kind: 'call' },
  say: (part: Expression) => string,
): string {
  const inside = (part: Expression) => (isLoose(part) ? `(${say(part)})` : say(part))
  const [a, b, c] = args as [Expression, Expression, Expression]
  if (name === 'if') return `${say(b)} if ${say(a)}, otherwise ${say(c)}`
  if (name === 'pow') return `${inside(a)} to the power of ${inside(b)}`
  if (name === 'clamp') return `${inside(a)}, at least ${say(b)} and at most ${say(c)}`
  const one = OF_ONE[name]
  if (one !== undefined) return `${one} ${inside(a)}`
  const two = OF_TWO[name]
  if (two !== undefined) return `${two} ${inside(a)} and ${inside(b)}`
  const isAddition = name === 'add' || name === 'sub'
  return `${isAddition ? say(a) : inside(a)} ${INFIX[name]} ${inside(b)}`
}
