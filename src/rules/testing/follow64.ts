import { optimizerSpec } from '../../optimizers/specs'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import type { Value } from '../evaluate'
import { createStep64, type Objective64 } from './step64'

/** Loss and gradient at weights; `t` from 0. */
export type Objective = (w: Float64Array, t: number) => Objective64

export interface Followed64 {
  /** Of each step: the weights after it, what the rule gave, and its states by name. */
  readonly w: readonly number[][]
  readonly losses: readonly number[]
  readonly stepSizes: readonly number[]
  readonly states: readonly Readonly<Record<string, Value>>[]
}

/** A rule in double precision for so many steps. @param hyper what is not at its default */
export function follow64(
  id: string,
  hyper: OptionValues,
  start: readonly number[],
  objective: Objective,
  steps: number,
): Followed64 {
  const spec = optimizerSpec(id)
  const values = { ...defaultValues(hyperparametersOf(spec)), ...hyper }
  const { start: first, step } = createStep64(spec, values)
  const names = spec.rule.states.map(({ name }) => name)
  let last = first(Float64Array.from(start))
  const all = Array.from({ length: steps }, (_, t) => {
    const next = step(last, objective(last.w, t))
    last = next
    return next
  })
  return {
    w: all.map(({ w }) => Array.from(w)),
    losses: all.map(({ loss }) => loss),
    stepSizes: all.map(({ outputs }) => outputs?.stepSize ?? 0),
    states: all.map(({ states }) =>
      Object.fromEntries(states.map((value, i) => [names[i]!, value])),
    ),
  }
}

/** Prescribed losses and gradients, whatever the weights are. */
export const scripted =
  (steps: readonly (readonly [loss: number, gradient: readonly number[]])[]): Objective =>
  (_w, t) => {
    const [loss, gradient] = steps[t % steps.length]!
    return { loss, gradient: Float64Array.from(gradient) }
  }

/** Half the squared length of w, each direction weighted. */
export const quadratic =
  (...curvatures: readonly number[]): Objective =>
  (w) => ({
    loss: w.reduce((sum, x, i) => sum + (curvatures[i]! * x * x) / 2, 0),
    gradient: w.map((x, i) => curvatures[i]! * x),
  })

/** Losses and gradients that look like training: of mixed size, with a drift. */
export const someSteps: Objective = scripted(
  Array.from({ length: 40 }, (_, t) => [
    1 / (1 + 0.2 * t),
    [Math.sin(t) + 0.3, 1e-2 * Math.cos(3 * t), -2 / (1 + t), Math.sin(0.7 * t)],
  ]),
)

export const someStart: readonly number[] = [1, -2, 0.5, 3]
