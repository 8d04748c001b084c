/**
 * What a step has to do, in order: sums over all weights, level by level, and then the update. A sum
 * of level 1 is known once loss and gradient are, one of level 2 once those of level 1 are.
 */
import { FUNCTIONS } from '../functions'
import type { Expression, Rule, RuleLine, RuleState, StaticTest } from '../types'

export type Call = Extract<Expression, { kind: 'call' }>

export interface Plan {
  /** Those that have to be kept. */
  readonly states: readonly RuleState[]
  /** What they are before the first step, where it is not 0; vectors only. */
  readonly starts: ReadonlyMap<string, Expression>
  /** What they are after a step. */
  readonly next: ReadonlyMap<string, Expression>
  readonly lines: readonly RuleLine[]
  readonly w: Expression
  readonly stepSize: Expression
  readonly unclipped: Expression | undefined
}

export const isReduction = (value: Expression): boolean =>
  value.kind === 'call' && FUNCTIONS[value.name].family === 'reduce'

/** `if(t <= 1, start, state)`, as a declaration with a start is read. */
export function isStart(value: Expression): value is Call {
  if (value.kind !== 'call' || value.name !== 'if') return false
  const [test, , kept] = value.args as [Expression, Expression, Expression]
  if (kept.kind !== 'state' || test.kind !== 'call' || test.name !== 'lessEqual') return false
  const [t, one] = test.args as [Expression, Expression]
  return t.kind === 'line' && t.index === 0 && one.kind === 'number' && one.value === 1
}

const children = (value: Expression): readonly Expression[] =>
  value.kind === 'call' ? value.args : value.kind === 'choose' ? [value.yes, value.no] : []

/** Visits an expression and what it is made of; what `enter` refuses is not looked into. */
export function walk(value: Expression, enter: (value: Expression) => boolean | void): void {
  if (enter(value) === false) return
  children(value).forEach((child) => walk(child, enter))
}

/** Made of weights, options and states, and so known where no sum has been made yet. */
function isSimple(value: Expression): boolean {
  let simple = true
  walk(value, (part) => {
    if (isReduction(part) || part.kind === 'line') simple = false
  })
  return simple
}

/** Lines that these values depend on, in order. */
export function linesFor(
  values: readonly Expression[],
  lines: readonly RuleLine[],
  throughReductions = false,
): number[] {
  const found = new Set<number>()
  const visit = (value: Expression): void =>
    walk(value, (part) => {
      if (!throughReductions && isReduction(part)) return false
      if (part.kind !== 'line' || found.has(part.index)) return
      found.add(part.index)
      visit(lines[part.index]!.value)
    })
  values.forEach(visit)
  return [...found].sort((a, b) => a - b)
}

function statesRead(values: readonly Expression[], lines: readonly RuleLine[]): Set<string> {
  const found = new Set<string>()
  const all = linesFor(values, lines, true).map((index) => lines[index]!.value)
  for (const value of [...values, ...all]) {
    walk(value, (part) => void (part.kind === 'state' && found.add(part.name)))
  }
  return found
}

/** Keys of the options that are read, sums included if `enter` lets them. */
export function optionsRead(
  values: readonly Expression[],
  enter: (part: Expression) => boolean = () => true,
): Set<string> {
  const found = new Set<string>()
  const ask = (test: StaticTest): void => {
    if (test.kind === 'is') found.add(test.key)
    else if (test.kind === 'not') ask(test.of)
    else [test.left, test.right].forEach(ask)
  }
  const look = (part: Expression) => {
    if (!enter(part)) return false
    if (part.kind === 'option') found.add(part.key)
    if (part.kind === 'choose') ask(part.test)
    return true
  }
  values.forEach((value) => walk(value, look))
  return found
}

export function planOf(rule: Rule): Plan {
  const starts = new Map<string, Expression>()
  const lines = rule.lines.map((line): RuleLine => {
    const { value } = line
    if (!isStart(value) || value.type.shape !== 'vector') return line
    const [, start, state] = value.args as [Expression, Expression, Expression]
    // The line is worked out where the state is declared; only there can it be left out.
    if (state.kind !== 'state' || state.name !== line.name || !isSimple(start)) {
      return line
    }
    starts.set(state.name, start)
    return { ...line, value: state }
  })
  const { w, stepSize, unclipped } = rule.results
  const next = new Map(rule.states.map(({ name }, i) => [name, rule.results.states[i]!]))

  const needed = new Set<string>(rule.evaluateAt === undefined ? [] : [rule.evaluateAt])
  const results = [w, stepSize, ...(unclipped ? [unclipped] : [])]
  for (let size = -1; size < needed.size;) {
    size = needed.size
    const kept = [...needed].flatMap((name) => [
      next.get(name)!,
      starts.get(name) ?? next.get(name)!,
    ])
    for (const name of statesRead([...results, ...kept], lines)) needed.add(name)
  }
  return {
    ...{ starts, next, lines, w, stepSize, unclipped },
    states: rule.states.filter(({ name }) => needed.has(name)),
  }
}

/** All sums, each with its level. */
export function levelsOf({ lines, ...plan }: Plan) {
  const lineLevels: number[] = []
  const reductions: { readonly of: Call; readonly level: number }[] = []
  const levelOf = (value: Expression): number => {
    if (value.kind === 'line') return lineLevels[value.index]!
    const level = Math.max(0, ...children(value).map(levelOf))
    if (!isReduction(value)) return level
    reductions.push({ of: value as Call, level: level + 1 })
    return level + 1
  }
  const results = [plan.w, plan.stepSize, ...(plan.unclipped ? [plan.unclipped] : [])]
  const all = [...results, ...plan.states.map(({ name }) => plan.next.get(name)!)]
  const used = new Set(linesFor(all, lines, true))
  lines.forEach(({ value }, i) => lineLevels.push(used.has(i) ? levelOf(value) : 0))
  all.forEach(levelOf)
  return reductions
}
