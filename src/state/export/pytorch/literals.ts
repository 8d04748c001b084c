/** JavaScript values as Python source. */
import type { OptionValue } from '../../../spec/hyperparameter'

/** What can be written down as one Python literal. */
export type PythonValue =
  OptionValue | readonly PythonValue[] | { readonly [key: string]: PythonValue }

const WIDTH = 100

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

/**
 * Lists and dicts of literals, in the layout that Python formatters give them: on one line where
 * that fits, otherwise one member a line.
 * @param indent spaces in front of the lines after the first
 * @param used columns of the first line that are taken by what stands around the value
 */
export function pythonSource(value: PythonValue, indent = 0, used = indent): string {
  if (value === null || typeof value !== 'object') return literal(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const members = Object.entries(value).map(
    ([key, member]) => [Array.isArray(value) ? '' : `${JSON.stringify(key)}: `, member] as const,
  )
  const inLine = members.map(([key, member]) => key + pythonSource(member, 0, -Infinity)).join(', ')
  if (used + inLine.length + 2 <= WIDTH) return open + inLine + close
  const margin = indent + 4
  const lines = members.map(([key, member]) => {
    // The comma behind it takes a column.
    return ' '.repeat(margin) + key + pythonSource(member, margin, margin + key.length + 1) + ',\n'
  })
  return `${open}\n${lines.join('')}${' '.repeat(indent)}${close}`
}

/** Text that may stand in a comment or docstring: one line, no quote that ends it. */
export function prose(text: string): string {
  return text.replaceAll(/[\\"\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
}
