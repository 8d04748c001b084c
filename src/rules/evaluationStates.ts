import type { Rule } from './types'

/** Places among the states of a rule. */
export interface EvaluationStates {
  /** The weights that tests and exports use, meaningful after the first step. */
  readonly weights: number
  /** The number of steps done. */
  readonly steps: number
}

/** Where a rule keeps the weights to evaluate at; undefined where they are those that are trained. */
export function evaluationStates({ evaluateAt, states }: Rule): EvaluationStates | undefined {
  if (evaluateAt === undefined) return undefined
  const placeOf = (wanted: string) => states.findIndex(({ name }) => name === wanted)
  return { weights: placeOf(evaluateAt), steps: placeOf('t') }
}

/** The same choice for numbers that have been read, as in a snapshot. */
export function evaluatedNumbers(
  rule: Rule,
  { parameters, state }: { parameters: Float32Array; state: readonly Float32Array[] },
): Float32Array {
  const at = evaluationStates(rule)
  return at && state[at.steps]![0]! > 0 ? state[at.weights]! : parameters
}
