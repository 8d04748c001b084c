/** A rule for given values of its enum and boolean options, with nothing left that it does not use. */
import type { OptionValues } from '../spec/hyperparameter'
import { holds } from './staticTest'
import {
  SCALAR,
  VECTOR,
  type Expression,
  type Rule,
  type RuleLine,
  type RuleResults,
  type RuleState,
} from './types'

/** An expression without questions about options. */
export type Decided = Exclude<Expression, { kind: 'choose' }>

export interface Program {
  readonly states: readonly RuleState[]
  /** Only those that a result depends on; `line` expressions count these. */
  readonly lines: readonly RuleLine[]
  readonly results: RuleResults
}

/** A scalar in the place of a vector, so that sums count it once for each weight. */
function spread(scalar: Expression): Expression {
  const w: Expression = { kind: 'given', name: 'w', type: VECTOR }
  const zero: Expression = { kind: 'number', value: 0, type: SCALAR }
  const zeros: Expression = { kind: 'call', name: 'mul', args: [w, zero], type: VECTOR }
  return { kind: 'call', name: 'add', args: [zeros, scalar], type: VECTOR }
}

function decide(value: Expression, values: OptionValues): Expression {
  if (value.kind === 'choose') {
    const chosen = decide(holds(value.test, values) ? value.yes : value.no, values)
    const isSpread = value.type.shape === 'vector' && chosen.type.shape === 'scalar'
    return isSpread && chosen.type.holds === 'number' ? spread(chosen) : chosen
  }
  if (value.kind !== 'call') return value
  return { ...value, args: value.args.map((arg) => decide(arg, values)) }
}

/** Indices of the lines that an expression reads directly. */
export function linesRead(value: Expression): number[] {
  if (value.kind === 'line') return [value.index]
  if (value.kind === 'choose') return [...linesRead(value.yes), ...linesRead(value.no)]
  return value.kind === 'call' ? value.args.flatMap(linesRead) : []
}

const resultList = ({ w, stepSize, unclipped, limit, states }: RuleResults): Expression[] =>
  [w, stepSize, unclipped, limit, ...states].filter((value) => value !== undefined)

/** @param values those of the enum and boolean options are read */
export function specialise(rule: Rule, values: OptionValues): Program {
  const lines = rule.lines.map((line) => ({ ...line, value: decide(line.value, values) }))
  const used = new Set<number>()
  const visit = (value: Expression): void => {
    for (const index of linesRead(value)) {
      if (used.has(index)) continue
      used.add(index)
      visit(lines[index]!.value)
    }
  }
  resultList(rule.results).forEach(visit)

  const kept = [...used].sort((a, b) => a - b)
  const placeOf = new Map(kept.map((index, i) => [index, i]))
  const moved = (value: Expression): Expression => {
    if (value.kind === 'line') return { ...value, index: placeOf.get(value.index)! }
    return value.kind === 'call' ? { ...value, args: value.args.map(moved) } : value
  }
  const optional = (value: Expression | undefined) => value && moved(value)
  const { w, stepSize, unclipped, limit, states } = rule.results
  return {
    states: rule.states,
    lines: kept.map((index) => ({ ...lines[index]!, value: moved(lines[index]!.value) })),
    results: {
      w: moved(w),
      stepSize: moved(stepSize),
      unclipped: optional(unclipped),
      limit: optional(limit),
      states: states.map(moved),
    },
  }
}
