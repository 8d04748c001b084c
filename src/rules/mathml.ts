/** A rule set in type: MathML as plain trees, with the same in words for those who listen. */
import type { Program } from './specialise'
import type { Expression } from './types'
import { MathWriter, type MathElement } from './typeset'
import { wordsOf } from './spoken'

export type { MathElement } from './typeset'

export interface Formula {
  /** What is worked out. */
  readonly name: string
  readonly math: MathElement
  /** For screen readers. */
  readonly words: string
  /** It says what a state is before the first step. */
  readonly isStart: boolean
}

/** `if(t <= 1, start, state)`, as a declaration with a start is read. */
export function startOf(
  value: Expression,
  { lines }: Pick<Program, 'lines'>,
): Expression | undefined {
  if (value.kind !== 'call' || value.name !== 'if') return undefined
  const [test, start, kept] = value.args as [Expression, Expression, Expression]
  if (kept.kind !== 'state' || test.kind !== 'call' || test.name !== 'lessEqual') return undefined
  const [t, one] = test.args as [Expression, Expression]
  const isCount = t.kind === 'line' && lines[t.index]!.source === 0
  return isCount && one.kind === 'number' && one.value === 1 ? start : undefined
}

/** Every line of a rule, in order. */
export function formulasOf(program: Pick<Program, 'lines' | 'states'>): Formula[] {
  const states = new Set(program.states.map(({ name }) => name))
  const writer = new MathWriter(program.lines)
  return program.lines.flatMap(({ name, value, source }): Formula[] => {
    if (source === 0) return []
    const start = startOf(value, program)
    const isKept = (states.has(name) || name === 'w') && start === undefined
    const shown = start ?? value
    const said = wordsOf(shown, program.lines)
    return [
      {
        name,
        math: writer.assignment(name, shown, isKept ? '←' : '=', start !== undefined),
        words:
          `${name} ${isKept ? 'becomes' : 'is'} ${said}` +
          (start === undefined ? '' : ' before the first step'),
        isStart: start !== undefined,
      },
    ]
  })
}
