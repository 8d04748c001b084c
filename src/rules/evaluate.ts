/**
 * The meaning of the functions, in double precision: a rule in plain JavaScript. The form that
 * tests hold all others to, and what the page uses to show the numbers of single lines.
 */
import type { FunctionName } from './types'
import type { Decided, Program } from './specialise'
import type { Expression } from './types'

/** Booleans are 0 and 1. */
export type Value = number | Float64Array

const flag = (value: boolean): number => (value ? 1 : 0)

/** As tensors have it: where one of them is not a number, neither is the result. */
const smaller = (a: number, b: number) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : a < b ? a : b)
const larger = (a: number, b: number) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : a > b ? a : b)

type Elementwise = (a: number, b: number, c: number) => number

const ELEMENTWISE: Readonly<Partial<Record<FunctionName, Elementwise>>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  pow: (a, b) => a ** b,
  sqrt: Math.sqrt,
  square: (a) => a * a,
  abs: Math.abs,
  sign: Math.sign,
  exp: Math.exp,
  log: Math.log,
  log1p: Math.log1p,
  expm1: Math.expm1,
  min: smaller,
  max: larger,
  clamp: (a, low, high) => smaller(larger(a, low), high),
  less: (a, b) => flag(a < b),
  lessEqual: (a, b) => flag(a <= b),
  greater: (a, b) => flag(a > b),
  greaterEqual: (a, b) => flag(a >= b),
  equal: (a, b) => flag(a === b),
  notEqual: (a, b) => flag(a !== b),
  and: (a, b) => flag(a !== 0 && b !== 0),
  or: (a, b) => flag(a !== 0 || b !== 0),
  not: (a) => flag(a === 0),
  if: (test, yes, no) => (test !== 0 ? yes : no),
}

const inner = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)
const total = (a: Float64Array) => a.reduce((sum, x) => sum + x, 0)

const REDUCTIONS: Readonly<
  Partial<Record<FunctionName, (a: Float64Array, b: Float64Array) => number>>
> = {
  sum: total,
  mean: (a) => total(a) / a.length,
  dot: inner,
  norm2: (a) => inner(a, a),
  norm: (a) => Math.sqrt(inner(a, a)),
  maxAbs: (a) => a.reduce((largest, x) => larger(largest, Math.abs(x)), 0),
}

function broadcast(apply: Elementwise, args: readonly Value[]): Value {
  const vector = args.find((arg) => typeof arg !== 'number')
  if (vector === undefined) return apply(args[0] as number, args[1] as number, args[2] as number)
  const at = (arg: Value | undefined, i: number) =>
    arg === undefined ? 0 : typeof arg === 'number' ? arg : arg[i]!
  return Float64Array.from(vector as Float64Array, (_, i) =>
    apply(at(args[0], i), at(args[1], i), at(args[2], i)),
  )
}

/** One function on its arguments. */
export function applyFunction(name: FunctionName, args: readonly Value[]): Value {
  const reduction = REDUCTIONS[name]
  if (reduction) return reduction(args[0] as Float64Array, args[1] as Float64Array)
  return broadcast(ELEMENTWISE[name]!, args)
}

export interface RuleInputs {
  readonly w: Float64Array
  readonly g: Float64Array
  readonly loss: number
  readonly gradNormSq: number
  /** In the order of the program's states; zeros before the first step. */
  readonly states: readonly Value[]
  /** Numeric options; `none` is Infinity. */
  readonly options: Readonly<Record<string, number>>
}

export interface RuleOutputs {
  readonly w: Float64Array
  readonly states: readonly Value[]
  readonly stepSize: number
  readonly unclipped: number | undefined
  readonly limit: number | undefined
}

/** States before the first step, for P weights. */
export const initialStates = ({ states }: Pick<Program, 'states'>, count: number): Value[] =>
  states.map(({ shape }) => (shape === 'vector' ? new Float64Array(count) : 0))

/** One step of a rule in double precision. Pure. */
export function evaluate(program: Program, inputs: RuleInputs): RuleOutputs {
  const given = { ...inputs } as unknown as Record<string, Value>
  const states = new Map(program.states.map(({ name }, i) => [name, inputs.states[i]!]))
  const lines: Value[] = []
  const valueOf = (value: Expression): Value => {
    const decided = value as Decided
    switch (decided.kind) {
      case 'number':
        return decided.value
      case 'given':
        return given[decided.name]!
      case 'option':
        return inputs.options[decided.key]!
      case 'state':
        return states.get(decided.name)!
      case 'line':
        return lines[decided.index]!
      case 'call':
        return applyFunction(decided.name, decided.args.map(valueOf))
    }
  }
  for (const { value } of program.lines) lines.push(valueOf(value))
  const { w, stepSize, unclipped, limit, states: next } = program.results
  return {
    w: valueOf(w) as Float64Array,
    states: next.map(valueOf),
    stepSize: valueOf(stepSize) as number,
    unclipped: unclipped && (valueOf(unclipped) as number),
    limit: limit && (valueOf(limit) as number),
  }
}
