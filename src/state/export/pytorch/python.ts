/** JavaScript values as Python source. */
import type { OptionValue } from '../../../spec/hyperparameter'

/**
 * A literal. JSON's string escapes are Python's too, and JavaScript writes a double in the
 * shortest form that Python reads as the same one. `null` is "no limit".
 */
export function literal(value: OptionValue): string {
  if (value === null) return 'math.inf'
  if (value === true) return 'True'
  if (value === false) return 'False'
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** `(28, 28, 1)`; with one member `(10,)`. */
export function tuple(members: readonly number[]): string {
  return members.length === 1 ? `(${members[0]},)` : `(${members.join(', ')})`
}

/** A list over several lines, one member each; `[]` where there is none. */
export function listOf(members: readonly string[]): string {
  return members.length === 0 ? '[]' : `[\n${members.map((text) => `    ${text},\n`).join('')}]`
}

/** Text that may stand in a comment or docstring: one line, no quote that ends it. */
export function prose(text: string): string {
  return text.replaceAll(/[\\"\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
}
