/** How the step size of one step came about: the lines of the rule that lead to it, with numbers. */
import { constantOf } from './constants'
import { startOf } from './mathml'
import { workOut, type KnownOfStep } from './scalarLines'
import type { Program } from './specialise'
import { wordsOf } from './spoken'
import { MathWriter, nameOf, type MathElement } from './typeset'
import type { Expression } from './types'

export interface ExplainedLine {
  readonly name: MathElement
  /** Where it is known which branch was taken, that branch alone. */
  readonly formula: MathElement
  /** The same with numbers in place of names; undefined where that says nothing more. */
  readonly numbers: MathElement | undefined
  readonly value: number
  /** For screen readers, without the value. */
  readonly words: string
}

export interface ExplainedStep {
  /** Those that have a number. */
  readonly lines: readonly ExplainedLine[]
  /** Names that the step depends on and that nothing was recorded of. */
  readonly unknown: readonly string[]
}

/** Every part of an expression, itself first. */
function* partsOf(value: Expression): Generator<Expression> {
  yield value
  if (value.kind === 'call') for (const arg of value.args) yield* partsOf(arg)
}

/** Scalar lines that decide the step size or what it is compared with, in order. */
function deciding({ lines, results }: Program): number[] {
  const found = new Set<number>()
  const visit = (value: Expression): void => {
    for (const part of partsOf(value)) {
      if (part.kind !== 'line' || found.has(part.index)) continue
      const line = lines[part.index]!
      if (line.value.type.shape === 'vector' || line.source === 0) continue
      found.add(part.index)
      visit(line.value)
    }
  }
  const { stepSize, unclipped, limit } = results
  for (const value of [stepSize, unclipped, limit]) if (value) visit(value)
  return [...found].sort((a, b) => a - b)
}

/**
 * @param program a rule with the options decided, made shorter or not
 * @param format a number as it is shown
 */
export function explainedStep(
  program: Program,
  known: KnownOfStep,
  format: (value: number, isOption: boolean) => string,
): ExplainedStep {
  const { values, valueOf } = workOut(program, known)
  const shown = (part: Expression): string | undefined => {
    if (part.kind === 'number' || part.kind === 'call') return undefined
    const value = valueOf(part)
    return value === undefined ? undefined : format(value, part.kind === 'option')
  }
  const plain = new MathWriter(program.lines)
  const filled = new MathWriter(program.lines, shown)
  /** Of what is decided at this step, the part that counts. */
  const decided = (value: Expression): Expression => {
    if (value.kind !== 'call') return value
    const args = value.args.map(decided)
    if (value.name === 'if') {
      const test = valueOf(args[0]!)
      if (test !== undefined) return test !== 0 ? args[1]! : args[2]!
    }
    return { ...value, args }
  }
  const isKnown = (part: Expression) => part.type.shape === 'scalar' && valueOf(part) !== undefined

  const unknown = new Set<string>()
  const lines = deciding(program).flatMap((index): ExplainedLine[] => {
    const { name, value } = program.lines[index]!
    for (const part of partsOf(value)) {
      if (part.kind === 'state' && part.type.shape === 'scalar') unknown.add(part.name)
    }
    const found = values[index]
    if (found === undefined) unknown.add(name)
    if (found === undefined || value.type.holds === 'boolean') return []
    if (startOf(value, program)) return []
    const taken = decided(value)
    const saysMore = taken.kind === 'call' && constantOf(taken) === undefined
    const hasNumbers = saysMore && [...partsOf(taken)].every(isKnown)
    return [
      {
        name: nameOf(name),
        formula: plain.expression(taken),
        numbers: hasNumbers ? filled.expression(taken) : undefined,
        value: found,
        words: `${name} is ${wordsOf(taken, program.lines)}`,
      },
    ]
  })
  return { lines, unknown: [...unknown] }
}
