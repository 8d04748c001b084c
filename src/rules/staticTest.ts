/** Questions about enum and boolean options: `mode == adjusted`, `nesterov`, with and, or, not. */
import type { OptionSpec, OptionValues } from '../spec/hyperparameter'
import { RuleError } from './ruleError'
import type { Syntax } from './syntax'
import type { StaticTest } from './types'

type Options = ReadonlyMap<string, OptionSpec>

const optionOf = (syntax: Syntax, options: Options): OptionSpec | undefined => {
  const option = syntax.kind === 'name' ? options.get(syntax.name) : undefined
  return option?.kind === 'enum' || option?.kind === 'boolean' ? option : undefined
}

function comparison(
  syntax: Extract<Syntax, { kind: 'binary' }>,
  options: Options,
): StaticTest | undefined {
  const option = optionOf(syntax.left, options)
  if (option?.kind !== 'enum') return undefined
  const { right } = syntax
  if (right.kind !== 'name' || !option.values.includes(right.name)) {
    throw new RuleError(`${option.key} is one of ${option.values.join(', ')}.`, right.place)
  }
  const is: StaticTest = { kind: 'is', key: option.key, value: right.name }
  return syntax.operator === '!=' ? { kind: 'not', of: is } : is
}

/** @returns undefined where this is about numbers, and so about each step */
export function readStaticTest(syntax: Syntax, options: Options): StaticTest | undefined {
  if (syntax.kind === 'name') {
    const option = optionOf(syntax, options)
    if (!option) return undefined
    if (option.kind === 'boolean') return { kind: 'is', key: option.key, value: true }
    throw new RuleError(`Compare ${option.key} with one of its choices.`, syntax.place)
  }
  if (syntax.kind === 'unary' && syntax.operator === 'not') {
    const of = readStaticTest(syntax.of, options)
    return of && { kind: 'not', of }
  }
  if (syntax.kind !== 'binary') return undefined
  const { operator } = syntax
  if (operator === '==' || operator === '!=') return comparison(syntax, options)
  if (operator !== 'and' && operator !== 'or') return undefined
  const left = readStaticTest(syntax.left, options)
  const right = readStaticTest(syntax.right, options)
  if (!left && !right) return undefined
  if (!left || !right) {
    throw new RuleError(
      'Options and numbers of a step cannot be asked for together; use one if inside the other.',
      syntax.place,
    )
  }
  return { kind: operator, left, right }
}

export function holds(test: StaticTest, values: OptionValues): boolean {
  switch (test.kind) {
    case 'is':
      return values[test.key] === test.value
    case 'not':
      return !holds(test.of, values)
    case 'and':
      return holds(test.left, values) && holds(test.right, values)
    case 'or':
      return holds(test.left, values) || holds(test.right, values)
  }
}
