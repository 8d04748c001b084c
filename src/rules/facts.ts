/**
 * What the page says about a rule, found in the rule itself: what limits its step, whether the loss
 * plays a part, whether it moves along the gradient.
 */
import { defaultValues, type OptionValues } from '../spec/hyperparameter'
import { evaluate, initialStates } from './evaluate'
import { numericOptions } from './numericOptions'
import { specialise, type Program } from './specialise'
import { SCALAR, type Expression, type Rule } from './types'

export interface RuleFacts {
  /** The option that the step size is cut to, where one is. */
  readonly limitKey: string | undefined
  /** The option that is the step size itself, where the rule does not change it. */
  readonly fixedRateKey: string | undefined
  /** The rule reports a step size that is then cut to a limit. */
  readonly hasUnclipped: boolean
  /** The step size depends on the loss. */
  readonly usesLoss: boolean
  /** From rest, a step goes along the negative gradient. */
  readonly alongGradient: boolean
}

/** What an expression stands for where it only names a line. */
function follow(value: Expression, program: Program): Expression {
  return value.kind === 'line' ? follow(program.lines[value.index]!.value, program) : value
}

/** Depth first: the first answer that `find` has for an expression or what it is made of. */
function search<T>(
  from: Expression,
  program: Program,
  find: (value: Expression) => T | undefined,
): T | undefined {
  const visited = new Set<number>()
  const visit = (value: Expression): T | undefined => {
    if (value.kind === 'line') {
      if (visited.has(value.index)) return undefined
      visited.add(value.index)
      return visit(program.lines[value.index]!.value)
    }
    const found = find(value)
    if (found !== undefined || value.kind !== 'call') return found
    for (const arg of value.args) {
      const inside = visit(arg)
      if (inside !== undefined) return inside
    }
    return undefined
  }
  return visit(from)
}

const optionKey = (value: Expression, program: Program): string | undefined => {
  const here = follow(value, program)
  return here.kind === 'option' ? here.key : undefined
}

/** `min(x, option)` or `clamp(x, low, option)` within a step size. */
function limitIn(stepSize: Expression, program: Program): string | undefined {
  return search(stepSize, program, (value) => {
    if (value.kind !== 'call') return undefined
    if (value.name === 'clamp') return optionKey(value.args[2]!, program)
    if (value.name !== 'min') return undefined
    return optionKey(value.args[1]!, program) ?? optionKey(value.args[0]!, program)
  })
}

/** Weights and gradient without any structure; what holds for them holds for all but a few. */
const SAMPLE = {
  w: Float64Array.of(0.3, -1.1, 0.7, 2.3, -0.4),
  g: Float64Array.of(-0.9, 0.2, 1.7, 0.6, -1.3),
}

function isAlongGradient(rule: Rule, program: Program, values: OptionValues): boolean {
  const { w, g } = SAMPLE
  const options = numericOptions(rule.options, values)
  const gradNormSq = g.reduce((sum, x) => sum + x * x, 0)
  const states = initialStates(program, w.length)
  const next = evaluate(program, { w, g, loss: 0.8, gradNormSq, states, options })
  const factors = Array.from(w, (x, i) => (x - next.w[i]!) / g[i]!)
  const [first = 0] = factors
  return first > 0 && factors.every((factor) => Math.abs(factor - first) <= 1e-9 * first)
}

/** The rule with the limit that its step size is cut to, where it does not name one itself. */
export function withLimit(rule: Rule): Rule {
  const { unclipped, limit } = rule.results
  if (!unclipped || limit) return rule
  const { limitKey } = factsOf(rule)
  if (limitKey === undefined) return rule
  return {
    ...rule,
    results: { ...rule.results, limit: { kind: 'option', key: limitKey, type: SCALAR } },
  }
}

/** @param values options in force, defaults where left out; weight decay is looked away from */
export function factsOf(rule: Rule, values: OptionValues = {}): RuleFacts {
  const all = { ...defaultValues(rule.options), ...values }
  const program = specialise(rule, all)
  const { stepSize, unclipped, limit } = program.results
  const limitKey = limit ? optionKey(limit, program) : unclipped && limitIn(stepSize, program)
  const isLoss = (value: Expression) =>
    (value.kind === 'given' && value.name === 'loss') || undefined
  return {
    limitKey,
    fixedRateKey: optionKey(stepSize, program),
    hasUnclipped: unclipped !== undefined,
    usesLoss: search(stepSize, program, isLoss) ?? false,
    alongGradient: isAlongGradient(rule, program, { ...all, weightDecay: 0 }),
  }
}
