/** A rule in double precision on given losses and gradients, as the engine does its steps. */
import { evaluate, initialStates } from '../../../../rules/evaluate'
import { numericOptions } from '../../../../rules/numericOptions'
import { specialise } from '../../../../rules/specialise'
import type { Rule } from '../../../../rules/types'
import type { OptionSpec, OptionValue, OptionValues } from '../../../../spec/hyperparameter'

export interface GivenSteps {
  readonly start: readonly number[]
  readonly losses: readonly number[]
  readonly gradients: readonly (readonly number[])[]
}

/** Of mixed size, with a zero gradient, a loss that is none, and one that is very small. */
export const GIVEN_STEPS: GivenSteps = {
  start: [1, -2, 0.5, 3, -0.25, 0.75, -1.5],
  losses: Array.from({ length: 20 }, (_, t) => (t === 6 ? NaN : t === 13 ? 1e-9 : 2 / (1 + t))),
  gradients: Array.from({ length: 20 }, (_, t) =>
    Array.from({ length: 7 }, (_, i) =>
      t === 9 ? 0 : Math.sin(1 + 3 * t + 7 * i) * [1, 0.1, 3][i % 3]! + (i === 2 ? 0.5 : 0),
    ),
  ),
}

/** Values that are not the defaults: of every slider a place in its middle, of choices each. */
export function variants(options: readonly OptionSpec[]): Record<string, OptionValue>[] {
  const defaults = Object.fromEntries(options.map(({ key, default: value }) => [key, value]))
  const inside = options.flatMap((option): [string, OptionValue][] => {
    if (option.kind !== 'number') return []
    const { min, max } = option.slider ?? option
    const value = option.scale === 'log' ? Math.sqrt(min * max) : min + 0.3 * (max - min)
    return [[option.key, option.integer ? Math.ceil(value) : value]]
  })
  const middle = { ...defaults, ...Object.fromEntries(inside) }
  const none = options.filter((option) => option.kind === 'number' && option.nullable)
  const others = options.flatMap((option): Record<string, OptionValue>[] => {
    if (option.kind === 'boolean') return [{ [option.key]: !option.default }]
    return option.kind === 'enum' ? option.values.map((value) => ({ [option.key]: value })) : []
  })
  return [
    defaults,
    middle,
    ...none.map(({ key }) => ({ ...middle, [key]: null })),
    ...others.map((other) => ({ ...middle, ...other })),
  ]
}

const finite = (x: number) => Math.abs(x) <= 3e38

/** After each step, and with `evaluateAt` once more at the end. */
export function followRule(
  rule: Rule,
  values: OptionValues,
  { start, losses, gradients }: GivenSteps,
) {
  const program = specialise(rule, values)
  const options = numericOptions(rule.options, values)
  const lambda = rule.penalty === undefined ? undefined : options[rule.penalty]!
  let w = Float64Array.from(start)
  let states = initialStates(program, w.length)
  const rows = losses.map((plain, t) => {
    const g = Float64Array.from(gradients[t]!, (x, i) =>
      lambda === undefined ? x : x + lambda * w[i]!,
    )
    const loss =
      lambda === undefined ? plain : plain + (lambda / 2) * w.reduce((sum, x) => sum + x * x, 0)
    const gradNormSq = g.reduce((sum, x) => sum + x * x, 0)
    if (!finite(loss) || !finite(gradNormSq)) return { w: [...w], stepSize: 0 }
    const out = evaluate(program, { w, g, loss, gradNormSq, states, options })
    w = Float64Array.from(out.w)
    states = [...out.states]
    return { w: [...w], stepSize: out.stepSize }
  })
  if (rule.evaluateAt === undefined) return rows
  const at = states[rule.states.findIndex(({ name }) => name === rule.evaluateAt)] as Float64Array
  return [...rows, { w: [...at], stepSize: 0 }]
}
