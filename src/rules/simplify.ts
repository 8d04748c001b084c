/**
 * A rule with less to read: numeric options that are 0 or `none` are worked out, and so is what that
 * decides; a line that only names something else is left out. For eyes alone: what is not a number is
 * taken for one.
 */
import { constantOf } from './constants'
import { FUNCTIONS } from './functions'
import { linesRead, type Program } from './specialise'
import { SCALAR, type Expression, type FunctionName, type RuleLine, type ValueType } from './types'

const number = (value: number): Expression => ({ kind: 'number', value, type: SCALAR })
const is = (value: Expression, wanted: number) => value.kind === 'number' && value.value === wanted

/** @param options by key, those whose value stands for them */
function folded(value: Expression, options: ReadonlyMap<string, number>): Expression {
  if (value.kind === 'option' && options.has(value.key)) return number(options.get(value.key)!)
  if (value.kind !== 'call') return value
  const args = value.args.map((arg) => folded(arg, options))
  return simpler(value.name, args, value.type)
}

function simpler(name: FunctionName, args: readonly Expression[], type: ValueType): Expression {
  const [a, b, c] = args as [Expression, Expression, Expression]
  const same: Expression = { kind: 'call', name, args, type }
  if (FUNCTIONS[name].family === 'reduce') return args.some((arg) => is(arg, 0)) ? number(0) : same
  if (name === 'min' || name === 'max') {
    const chosen = constantOf({ ...same, type: SCALAR })
    if (chosen !== undefined && args.every(({ kind }) => kind === 'number')) return number(chosen)
  }
  switch (name) {
    case 'add':
      // Spread over the weights, a scalar reads as itself.
      if (is(a, 0)) return b
      return is(b, 0) ? a : same
    case 'sub':
      if (is(b, 0)) return a
      return is(a, 0) ? simpler('neg', [b], type) : same
    case 'mul':
      // Limits are positive.
      if (is(a, Infinity) || is(b, Infinity)) return number(Infinity)
      if (is(a, 0) || is(b, 0)) return number(0)
      if (is(a, 1)) return b
      return is(b, 1) ? a : same
    case 'div':
      if (is(a, 0)) return number(0)
      return is(b, 1) || is(b, Infinity) ? (is(b, 1) ? a : number(0)) : same
    case 'neg':
      if (a.kind === 'call' && a.name === 'neg') return a.args[0]!
      return is(a, 0) ? a : same
    case 'pow':
      if (is(b, 0)) return number(1)
      return is(b, 1) ? a : same
    case 'min':
      if (is(a, Infinity)) return b
      return is(b, Infinity) ? a : same
    case 'clamp':
      return is(c, Infinity) ? { ...same, name: 'max', args: [a, b] } : same
    case 'if': {
      const test = constantOf(a)
      return test === undefined ? same : test === 0 ? c : b
    }
    default:
      return same
  }
}

/** Only a number or a name, and so nothing that its own line would explain. */
const isName = (value: Expression) => value.kind !== 'call' && value.kind !== 'choose'

/** How much is written. */
const sizeOf = (value: Expression): number =>
  value.kind === 'call' ? 1 + value.args.reduce((sum, arg) => sum + sizeOf(arg), 0) : 1

/** Of a product or the like, which can stand in place of a name that is used once. */
const SMALL = 3
const KEPT: ReadonlySet<string> = new Set(['w', 'stepSize', 'unclipped', 'limit'])

/** @param values numeric options in force; `none` is Infinity */
export function simplify(program: Program, values: Readonly<Record<string, number>>): Program {
  const off = new Map(
    Object.entries(values).filter(([, value]) => value === 0 || value === Infinity),
  )
  const lines = program.lines.map((line) => ({ ...line, value: folded(line.value, off) }))
  let simple = pruned({ ...program, lines })
  // What is left out may have been what another line was kept for.
  for (let size = Infinity; simple.lines.length < size;) {
    size = simple.lines.length
    simple = pruned(inlined(simple))
  }
  return simple
}

/** Short lines in the places that name them. */
function inlined(program: Program): Program {
  const lines = [...program.lines]
  const stateNames = new Set(program.states.map(({ name }) => name))
  /** Assigned between two lines, none of them included. */
  const changes = (name: string, from: number, to: number) =>
    lines.some((line, i) => i > from && i < to && line.name === name)
  const namesIn = (value: Expression): string[] => {
    if (value.kind === 'line') return [lines[value.index]!.name]
    if (value.kind === 'state' || value.kind === 'given') return [value.name]
    return value.kind === 'call' ? value.args.flatMap(namesIn) : []
  }
  for (let i = lines.length - 1; i >= 0; i--) {
    const { name, value } = lines[i]!
    if (KEPT.has(name) || stateNames.has(name)) continue
    const readers = lines.flatMap(({ value: by }, j) =>
      linesRead(by).flatMap((index) => (index === i ? [j] : [])),
    )
    const isShort = isName(value) || (readers.length === 1 && sizeOf(value) <= SMALL)
    const names = namesIn(value)
    // What it names has to mean the same where it is read.
    const isSteady = readers.every((j) => !names.some((one) => changes(one, i, j)))
    if (!isShort || !isSteady) continue
    for (const j of new Set(readers)) {
      lines[j] = { ...lines[j]!, value: folded(replaced(lines[j]!.value, i, value), new Map()) }
    }
  }
  return { ...program, lines }
}

function replaced(value: Expression, index: number, by: Expression): Expression {
  if (value.kind === 'line' && value.index === index) return by
  if (value.kind !== 'call') return value
  return { ...value, args: value.args.map((arg) => replaced(arg, index, by)) }
}

/** Without lines and states that nothing reads any more; a result that is only named goes, too. */
function pruned(program: Program): Program {
  const { lines, states, results } = program
  const plain = (value: Expression) => {
    const line = value.kind === 'line' ? lines[value.index]!.value : undefined
    return line && isName(line) ? line : value
  }
  const optionalPlain = (value: Expression | undefined) => value && plain(value)
  const { w } = results
  const stepSize = plain(results.stepSize)
  const unclipped = optionalPlain(results.unclipped)
  const limit = optionalPlain(results.limit)
  const used = new Set<number>()
  const read = new Set<string>()
  const visit = (value: Expression): void => {
    if (value.kind === 'state' && !read.has(value.name)) {
      read.add(value.name)
      const at = states.findIndex(({ name }) => name === value.name)
      visit(results.states[at]!)
    }
    if (value.kind === 'line' && !used.has(value.index)) {
      used.add(value.index)
      visit(lines[value.index]!.value)
    }
    if (value.kind === 'call') value.args.forEach(visit)
  }
  for (const value of [w, stepSize, unclipped, limit]) if (value) visit(value)
  const kept: RuleLine[] = []
  const placeOf = new Map<number, number>()
  lines.forEach((line, i) => {
    if (!used.has(i)) return
    placeOf.set(i, kept.length)
    kept.push(line)
  })
  const moved = (value: Expression): Expression => {
    if (value.kind === 'line') return { ...value, index: placeOf.get(value.index)! }
    return value.kind === 'call' ? { ...value, args: value.args.map(moved) } : value
  }
  const optional = (value: Expression | undefined) => value && moved(value)
  const keptStates = states.flatMap((state, i) =>
    read.has(state.name) ? [{ state, next: moved(results.states[i]!) }] : [],
  )
  return {
    states: keptStates.map(({ state }) => state),
    lines: kept.map((line) => ({ ...line, value: moved(line.value) })),
    results: {
      w: moved(w),
      stepSize: moved(stepSize),
      unclipped: optional(unclipped),
      limit: optional(limit),
      states: keptStates.map(({ next }) => next),
    },
  }
}
