/** The functions and operators of the rule language, with their types. */
import type { FunctionName, ValueType } from './types'

export interface FunctionSpec {
  /** Number of arguments. */
  readonly arity: number
  /**
   * - `elementwise`: numbers to a number, a vector where one of them is a vector
   * - `compare`: the same, to a boolean
   * - `logic`: booleans to a boolean
   * - `if`: a boolean and two numbers to a number
   * - `reduce`: vectors to a scalar
   */
  readonly family: 'elementwise' | 'compare' | 'logic' | 'if' | 'reduce'
  /** What it is, for the reference of the language. */
  readonly meaning: string
}

const elementwise = (arity: number, meaning: string): FunctionSpec => ({
  arity,
  family: 'elementwise',
  meaning,
})
const compare = (meaning: string): FunctionSpec => ({ arity: 2, family: 'compare', meaning })
const reduce = (arity: number, meaning: string): FunctionSpec => ({
  arity,
  family: 'reduce',
  meaning,
})

export const FUNCTIONS: Readonly<Record<FunctionName, FunctionSpec>> = {
  add: elementwise(2, 'a + b'),
  sub: elementwise(2, 'a - b'),
  mul: elementwise(2, 'a * b'),
  div: elementwise(2, 'a / b'),
  neg: elementwise(1, '-a'),
  pow: elementwise(2, 'a to the power of b'),
  sqrt: elementwise(1, 'square root'),
  square: elementwise(1, 'a * a'),
  abs: elementwise(1, 'absolute value'),
  sign: elementwise(1, '-1, 0 or 1'),
  exp: elementwise(1, 'e to the power of a'),
  log: elementwise(1, 'natural logarithm'),
  log1p: elementwise(1, 'log(1 + a)'),
  expm1: elementwise(1, 'exp(a) - 1'),
  min: elementwise(2, 'the smaller one'),
  max: elementwise(2, 'the larger one'),
  clamp: elementwise(3, 'a, but at least b and at most c'),
  less: compare('a < b'),
  lessEqual: compare('a <= b'),
  greater: compare('a > b'),
  greaterEqual: compare('a >= b'),
  equal: compare('a == b'),
  notEqual: compare('a != b'),
  and: { arity: 2, family: 'logic', meaning: 'a and b' },
  or: { arity: 2, family: 'logic', meaning: 'a or b' },
  not: { arity: 1, family: 'logic', meaning: 'not a' },
  if: { arity: 3, family: 'if', meaning: 'b where a holds, otherwise c' },
  sum: reduce(1, 'sum of all numbers of a vector'),
  mean: reduce(1, 'their mean'),
  dot: reduce(2, 'inner product'),
  norm: reduce(1, 'Euclidean norm'),
  norm2: reduce(1, 'its square'),
  maxAbs: reduce(1, 'the largest absolute value'),
}

export const BINARY_OPERATORS: Readonly<Record<string, FunctionName>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '<': 'less',
  '<=': 'lessEqual',
  '>': 'greater',
  '>=': 'greaterEqual',
  '==': 'equal',
  '!=': 'notEqual',
  and: 'and',
  or: 'or',
}

export const UNARY_OPERATORS: Readonly<Record<string, FunctionName>> = { '-': 'neg', not: 'not' }

const operators = new Set([...Object.values(BINARY_OPERATORS), ...Object.values(UNARY_OPERATORS)])

/** Functions that a text calls by name; the others are written as operators. */
export const CALLABLE: ReadonlySet<string> = new Set(
  Object.keys(FUNCTIONS).filter((name) => !operators.has(name as FunctionName)),
)

const wider = (types: readonly ValueType[]): ValueType['shape'] =>
  types.some(({ shape }) => shape === 'vector') ? 'vector' : 'scalar'

/**
 * Type of a call.
 * @returns the type, or the number of the argument that is wrong (from 0) and what it has to be
 */
export function typeOfCall(
  name: FunctionName,
  types: readonly ValueType[],
): ValueType | { readonly wrong: number; readonly wanted: string } {
  const { family } = FUNCTIONS[name]
  const isBooleanAt = (i: number) => family === 'logic' || (family === 'if' && i === 0)
  const wrongKind = types.findIndex(({ holds }, i) => (holds === 'boolean') !== isBooleanAt(i))
  if (wrongKind >= 0) {
    return { wrong: wrongKind, wanted: isBooleanAt(wrongKind) ? 'a comparison' : 'a number' }
  }
  if (family === 'reduce') {
    const scalar = types.findIndex(({ shape }) => shape === 'scalar')
    if (scalar >= 0) return { wrong: scalar, wanted: 'a vector' }
    return { shape: 'scalar', holds: 'number' }
  }
  const holds = family === 'compare' || family === 'logic' ? 'boolean' : 'number'
  return { shape: wider(types), holds }
}
