/** The functions of the rule language in WGSL. */
import type { FunctionName } from '../../rules/types'
import { log1pFunction } from '../kernels/webgpu/log1p'

const OPERATORS: Readonly<Partial<Record<FunctionName, string>>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  less: '<',
  lessEqual: '<=',
  greater: '>',
  greaterEqual: '>=',
  equal: '==',
  notEqual: '!=',
  and: '&',
  or: '|',
}

const CALLS: Readonly<Partial<Record<FunctionName, string>>> = {
  sqrt: 'sqrt',
  abs: 'abs',
  sign: 'sign',
  exp: 'exp',
  log: 'log',
  min: 'min',
  max: 'max',
}

/** WGSL takes a scalar beside a vector in these only. */
const MIXES: ReadonlySet<FunctionName> = new Set(['add', 'sub', 'mul', 'div'])

export interface WgslOperand {
  readonly code: string
  readonly shape: 'scalar' | 'vector'
  readonly holds: 'number' | 'boolean'
}

/** With a scalar spread over a vector, where the others are vectors. `V` and `B` are the types. */
const spread = ({ code, shape, holds }: WgslOperand, isVector: boolean): string =>
  isVector && shape === 'scalar' ? `${holds === 'number' ? 'V' : 'B'}(${code})` : code

/** An element-wise function on operands as WGSL. */
export function wgslCall(name: FunctionName, operands: readonly WgslOperand[]): string {
  const isVector = operands.some(({ shape }) => shape === 'vector')
  const all = operands.map((one) => (MIXES.has(name) ? one.code : spread(one, isVector)))
  const [a, b, c] = all as [string, string, string]
  const operator = OPERATORS[name]
  if (operator) return `(${a} ${operator} ${b})`
  const known = CALLS[name]
  if (known) return `${known}(${all.join(', ')})`
  const suffix = isVector ? 'V' : ''
  switch (name) {
    case 'neg':
      return `(-${a})`
    case 'not':
      return `(!${a})`
    case 'clamp':
      return `min(max(${a}, ${b}), ${c})`
    case 'if':
      return `select(${c}, ${b}, ${operands[0]!.code})`
    default:
      return `${name}Of${suffix}(${all.join(', ')})`
  }
}

/**
 * Functions that WGSL lacks or leaves open: squares, whose argument would be written twice, and within
 * each other a thousand times; powers of negative numbers and of 0; log1p, as its kernel has it; and
 * expm1, by its series where the plain form would lose digits (below 0.1 the terms left out are less
 * than 1e-7 of the result).
 */
const library = (suffix: string, type: string) => `
  fn squareOf${suffix}(a: ${type}) -> ${type} { return a * a; }
  fn powOf${suffix}(a: ${type}, b: ${type}) -> ${type} {
    let size = pow(abs(a), b);
    let isOdd = abs(b - ${type}(2.0) * floor(b * 0.5)) == ${type}(1.0);
    let signed = select(size, -size, (a < ${type}(0.0)) & isOdd);
    return select(signed, ${type}(1.0), b == ${type}(0.0));
  }
  ${log1pFunction(`log1pOf${suffix}`, type)}
  fn expm1Of${suffix}(a: ${type}) -> ${type} {
    let series = a * (1.0 + a * (0.5 + a * (0.16666667 + a * (0.041666667 + a *
      (0.0083333333 + a * 0.0013888889)))));
    return select(exp(a) - 1.0, series, abs(a) < ${type}(0.1));
  }`

/** Declarations for everything above; `V`, a vector or one number, is declared by the kernel. */
export const wgslLibrary = `${library('', 'f32')}${library('V', 'V')}`

/** A float32 literal, or undefined where the number is none. */
export function wgslNumber(value: number): string | undefined {
  const rounded = Math.fround(value)
  if (!Number.isFinite(rounded)) return undefined
  const text = Math.abs(rounded) < 1.2e-38 ? '0.0' : String(rounded)
  return /[.e]/.test(text) ? text : `${text}.0`
}
