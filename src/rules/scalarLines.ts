/** The scalars of a rule at one step, as far as what is known of the step determines them. */
import { applyFunction } from './evaluate'
import type { Program } from './specialise'
import type { Expression, RuleLine } from './types'

export interface KnownOfStep {
  readonly loss?: number | undefined
  readonly gradNormSq?: number | undefined
  /** Numeric options by key; `none` is Infinity. */
  readonly options: Readonly<Record<string, number>>
  /** Results that were recorded. */
  readonly recorded?: Readonly<
    Partial<Record<'stepSize' | 'unclipped' | 'limit', number | undefined>>
  >
}

export interface ScalarLine {
  readonly line: RuleLine
  /** Undefined where it depends on what is not known. */
  readonly value: number | undefined
}

const RESULTS = ['stepSize', 'unclipped', 'limit'] as const

/** Values of all lines in order, and of any expression over them. */
export function workOut(program: Program, known: KnownOfStep) {
  const values: (number | undefined)[] = []
  const valueOf = (value: Expression): number | undefined => {
    switch (value.kind) {
      case 'number':
        return value.value
      case 'given':
        if (value.name === 'loss') return known.loss
        return value.name === 'gradNormSq' ? known.gradNormSq : undefined
      case 'option':
        return known.options[value.key]
      case 'line':
        return values[value.index]
      case 'call': {
        if (value.args.some(({ type }) => type.shape === 'vector')) return undefined
        const args = value.args.map(valueOf)
        if (args.some((arg) => arg === undefined)) return undefined
        return applyFunction(value.name, args as number[]) as number
      }
      default:
        return undefined
    }
  }
  program.lines.forEach(({ value }, i) => {
    const name = RESULTS.find((one) => {
      const result = program.results[one]
      return result?.kind === 'line' && result.index === i
    })
    values.push(valueOf(value) ?? (name && known.recorded?.[name]))
  })
  return { values, valueOf }
}

/** Every scalar line of the text with its value, in order. */
export function scalarLines(program: Program, known: KnownOfStep): ScalarLine[] {
  const { values } = workOut(program, known)
  return program.lines.flatMap((line, i) => {
    const { shape, holds } = line.value.type
    const isShown = shape === 'scalar' && holds === 'number' && line.source > 0
    return isShown ? [{ line, value: values[i] }] : []
  })
}

/** What the rule makes of a loss and a gradient; undefined where it depends on earlier steps. */
export function predictedScalars(program: Program, known: KnownOfStep) {
  const { valueOf } = workOut(program, known)
  const of = (value: Expression | undefined) => value && valueOf(value)
  const { stepSize, unclipped, limit } = program.results
  return { stepSize: of(stepSize), unclipped: of(unclipped), limit: of(limit) }
}
