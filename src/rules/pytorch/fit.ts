/** Statements that fit into a line. */
import type { Expression } from '../types'
import type { ExpressionWriter } from './expression'
import type { PythonNames } from './names'

/** Columns of a line. */
export const WIDTH = 100
/** Of the statements in a loop over parameters. */
const INDENT = 16

export interface Statement {
  readonly before: string
  readonly value: Expression
  readonly after: string
  /** The value is put in brackets, unless it is a name or a call. */
  readonly isAtomic: boolean
}

/** One statement; parts that are too long get names in lines before it. */
export function fittedStatement(
  { before, value, after, isAtomic }: Statement,
  writer: ExpressionWriter,
  names: PythonNames,
): string[] {
  const lines: string[] = []
  const room = WIDTH - INDENT
  const whole = () => before + (isAtomic ? writer.atomic(value) : writer.text(value)) + after
  const [, key, local = 'w'] = /^(?:state|group)\["(\w+)|^(\w+)(?= [+=])/.exec(before) ?? []
  while (whole().length > room) {
    const name = names.take(`${(key ?? local).slice(0, 30).replace(/_$/, '')}_part`)
    const longest = writer
      .parts(value)
      .map((part) => ({ part, length: writer.text(part).length }))
      .filter(({ length }) => length > name.length && length + name.length + 3 <= room)
      .sort((a, b) => b.length - a.length)[0]
    if (!longest) break
    lines.push(`${name} = ${writer.text(longest.part)}`)
    writer.name(longest.part, name)
  }
  const statement = whole()
  writer.forgetNames()
  return [...lines, statement]
}
