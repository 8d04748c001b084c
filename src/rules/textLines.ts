/** A rule's text in lines without comments, each within the limits of the language. */
import { RuleError } from './ruleError'

const MAX_LINES = 100
export const MAX_CHARACTERS = 4000
export const MAX_STATES = 16

export interface TextLine {
  /** From 1. */
  readonly number: number
  /** Without its comment; places in it are places in the text. */
  readonly text: string
}

/** Where a comment begins: at the first `#` that is not inside a quoted help. */
function commentAt(text: string): number {
  let isQuoted = false
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') isQuoted = !isQuoted
    else if (text[i] === '#' && !isQuoted) return i
  }
  return text.length
}

/** @throws RuleError where the whole is too long */
export function textLines(text: string): TextLine[] {
  const all = text.split(/\r\n|\r|\n/)
  if (text.length > MAX_CHARACTERS) {
    throw new RuleError(
      `The rule is longer than ${MAX_CHARACTERS.toLocaleString('en')} characters.`,
      { line: all.length, column: 1 },
    )
  }
  if (all.length > MAX_LINES) {
    throw new RuleError(`The rule has more than ${MAX_LINES} lines.`, {
      line: MAX_LINES + 1,
      column: 1,
    })
  }
  return all
    .map((line, i) => ({ number: i + 1, text: line.slice(0, commentAt(line)).trimEnd() }))
    .filter((line) => line.text.trim() !== '')
}
