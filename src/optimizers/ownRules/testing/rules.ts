/** Rules that a person could have typed, for tests. */
import { encodeOwnRule } from '../codec'

/** ALI-G with the denominator of a step that is half as long where the gradient is small. */
export const SQUARED = `# ALI-G with a squared denominator.
hyper maxLr = 0.2 log 1e-3..100 or none "The longest step."
hyper damping = 1 log 0.01..100
unclipped = loss / square(gradNormSq + damping)
stepSize = min(unclipped, maxLr)
w = w - stepSize * g`

/** Its weights are no numbers after the first step. */
export const NOT_A_NUMBER = `stepSize = 0 / 0
w = w + stepSize * g`

/** @throws Error where there is no such id */
export function ownRule(name: string, text: string): string {
  const made = encodeOwnRule({ name, text })
  if ('problem' in made) throw new Error(`There is no such rule: ${made.problem}.`)
  return made.id
}
