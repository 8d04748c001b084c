/** What the engine does around a rule, in double precision: penalty, skipped steps, projection. */
import { numberOf, type OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf, type OptimizerSpec } from '../../spec/optimizer'
import { evaluate, initialStates, type RuleOutputs, type Value } from '../evaluate'
import { numericOptions } from '../numericOptions'
import { specialise, type Program } from '../specialise'

export interface State64 {
  readonly w: Float64Array
  readonly states: readonly Value[]
}

export interface Objective64 {
  readonly loss: number
  readonly gradient: Float64Array
}

export interface Step64 extends State64 {
  /** With the penalty, where the rule has one. */
  readonly loss: number
  readonly gradNormSq: number
  /** What the rule gave; undefined where the step was skipped. */
  readonly outputs: RuleOutputs | undefined
  readonly projected: boolean
}

export const normSq = (vector: Float64Array) => vector.reduce((sum, x) => sum + x * x, 0)

/** The nearest point of the ball, as the engine has it. */
function projected64(w: Float64Array, radius: number): Float64Array {
  const length = Math.sqrt(normSq(w))
  return length > radius ? w.map((x) => (x * radius) / length) : w
}

/** @param values of all hyperparameters; those that are decided at compile time may differ in `options` */
export function createStep64(spec: OptimizerSpec, values: OptionValues) {
  const { rule } = spec
  const program: Program = specialise(rule, values)
  const start = (w: Float64Array): State64 => ({
    w: projected64(w, numberOf(values, 'radius')),
    states: initialStates(program, w.length),
  })
  const step = (
    { w, states }: State64,
    objective: Objective64,
    now: OptionValues = values,
  ): Step64 => {
    const options = numericOptions(hyperparametersOf(spec), now)
    const lambda = rule.penalty === undefined ? 0 : options[rule.penalty]!
    const g = objective.gradient.map((x, i) => x + lambda * w[i]!)
    const loss = objective.loss + (lambda / 2) * normSq(w)
    const gradNormSq = normSq(g)
    const skipped = { w, states, loss, gradNormSq, outputs: undefined, projected: false }
    if (!Number.isFinite(loss) || !Number.isFinite(gradNormSq)) return skipped
    const outputs = evaluate(program, { w, g, loss, gradNormSq, states, options })
    const next = projected64(outputs.w, options['radius']!)
    const projected = next !== outputs.w
    return { w: next, states: outputs.states, loss, gradNormSq, outputs, projected }
  }
  return { start, step }
}
