/** From syntax to typed expressions: what each name is, and whether shapes fit. */
import type { OptionSpec } from '../spec/hyperparameter'
import { BINARY_OPERATORS, CALLABLE, FUNCTIONS, typeOfCall, UNARY_OPERATORS } from './functions'
import { FollowingError, RuleError } from './ruleError'
import { readStaticTest } from './staticTest'
import { MAX_NESTED, tooNested, type Syntax } from './syntax'
import {
  RESULTS,
  SCALAR,
  VECTOR,
  type Expression,
  type FunctionName,
  type ValueType,
} from './types'

/** What the names of a rule stand for at one of its lines. */
export interface Scope {
  readonly options: Map<string, OptionSpec>
  readonly types: Map<string, ValueType>
  readonly value: (name: string) => Expression | undefined
  readonly define: (name: string, value: Expression) => void
  /** The name that is being assigned, for a better message. */
  pending: string | undefined
  /** Names whose own line is wrong; nothing more is said about lines that use them. */
  readonly broken: Set<string>
}

export function createScope(): Scope {
  const values = new Map<string, Expression>([
    ['w', { kind: 'given', name: 'w', type: VECTOR }],
    ['g', { kind: 'given', name: 'g', type: VECTOR }],
    ['loss', { kind: 'given', name: 'loss', type: SCALAR }],
    ['gradNormSq', { kind: 'given', name: 'gradNormSq', type: SCALAR }],
  ])
  const types = new Map([...values].map(([name, { type }]) => [name, type] as const))
  return {
    options: new Map(),
    types,
    value: (name) => values.get(name),
    define: (name, value) => {
      values.set(name, value)
      types.set(name, value.type)
    },
    pending: undefined,
    broken: new Set(),
  }
}

const inWords = ({ shape, holds }: ValueType): string =>
  holds === 'boolean' ? 'a comparison' : shape === 'vector' ? 'a vector' : 'a scalar'

function readName(name: string, place: Syntax['place'], scope: Scope): Expression {
  const value = scope.value(name)
  if (value) return value
  const option = scope.options.get(name)
  if (option?.kind === 'number') return { kind: 'option', key: name, type: SCALAR }
  if (option) {
    throw new RuleError(`"${name}" is no number; it can stand in the first place of if().`, place)
  }
  if (CALLABLE.has(name)) throw new RuleError(`${name} needs its brackets: ${name}(...).`, place)
  if (scope.broken.has(name)) throw new FollowingError(place)
  if (name === scope.pending) {
    const advice = RESULTS.includes(name)
      ? 'it is worked out at each step, and not kept'
      : `declare "state ${name} = 0" to keep it from step to step`
    throw new RuleError(`"${name}" has no value yet; ${advice}.`, place)
  }
  throw new RuleError(`"${name}" is not known here.`, place)
}

/** How many operations of one line are inside each other. */
const depths = new WeakMap<Expression, number>()

/** @throws RuleError where there are too many */
function nested<E extends Expression>(
  outer: E,
  inner: readonly Expression[],
  place: Syntax['place'],
): E {
  const depth = 1 + Math.max(...inner.map((value) => depths.get(value) ?? 0))
  if (depth > MAX_NESTED) throw tooNested(place)
  depths.set(outer, depth)
  return outer
}

function checkedCall(name: FunctionName, args: readonly Syntax[], scope: Scope): Expression {
  const values = args.map((arg) => readExpression(arg, scope))
  const type = typeOfCall(
    name,
    values.map((value) => value.type),
  )
  if ('wrong' in type) {
    const { wrong, wanted } = type
    throw new RuleError(
      `This has to be ${wanted}; it is ${inWords(values[wrong]!.type)}.`,
      args[wrong]!.place,
    )
  }
  return nested({ kind: 'call', name, args: values, type }, values, args[0]!.place)
}

/** min and max take two arguments or more, all others as many as their table says. */
function readCall(syntax: Extract<Syntax, { kind: 'call' }>, scope: Scope): Expression {
  const { name, args, place } = syntax
  if (!CALLABLE.has(name)) throw new RuleError(`There is no function "${name}".`, place)
  const known = name as FunctionName
  const { arity } = FUNCTIONS[known]
  const isFolded = (known === 'min' || known === 'max') && args.length > 2
  if (args.length !== arity && !isFolded) {
    const count = arity === 1 ? 'one argument' : `${arity} arguments`
    throw new RuleError(`${name} takes ${count}; here it has ${args.length}.`, place)
  }
  if (isFolded) {
    if (args.length > MAX_NESTED) throw tooNested(place)
    const [last, ...rest] = [...args].reverse()
    const first: Syntax = { kind: 'call', name, args: rest.reverse(), place }
    return checkedCall(known, [first, last!], scope)
  }
  if (known !== 'if') return checkedCall(known, args, scope)
  const test = readStaticTest(args[0]!, scope.options)
  if (!test) return checkedCall(known, args, scope)
  const [yes, no] = args.slice(1).map((arg) => readExpression(arg, scope)) as [
    Expression,
    Expression,
  ]
  if (yes.type.holds !== no.type.holds) {
    throw new RuleError('Both values of an if have to be numbers.', args[1]!.place)
  }
  if (yes.type.holds === 'boolean' && yes.type.shape !== no.type.shape) {
    throw new RuleError('Compare vectors in both values of this if, or in none.', args[1]!.place)
  }
  const shape = [yes, no].some(({ type }) => type.shape === 'vector') ? 'vector' : 'scalar'
  const type: ValueType = { shape, holds: yes.type.holds }
  return nested({ kind: 'choose', test, yes, no, type }, [yes, no], place)
}

/** @throws RuleError with the place of what is wrong */
export function readExpression(syntax: Syntax, scope: Scope): Expression {
  switch (syntax.kind) {
    case 'number':
      return { kind: 'number', value: syntax.value, type: SCALAR }
    case 'name':
      return readName(syntax.name, syntax.place, scope)
    case 'unary':
      return checkedCall(UNARY_OPERATORS[syntax.operator]!, [syntax.of], scope)
    case 'binary':
      return checkedCall(BINARY_OPERATORS[syntax.operator]!, [syntax.left, syntax.right], scope)
    case 'call':
      return readCall(syntax, scope)
  }
}
