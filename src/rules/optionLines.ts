/**
 * The lines of a rule that declare its options:
 *
 *     hyper lr = 0.1 log 1e-4..10 within 1e-8..1e4 or none when momentum > 0 "Help."
 *     choice momentumMode = standard | adjusted when momentum > 0 "Help."
 *     switch nesterov = off when momentum > 0 "Help."
 *
 * The range after `log` or `linear` is the slider's, `within` is what the field accepts. The first
 * of the choices is the default.
 */
import { aboveZero, type ActiveWhen, type OptionSpec } from '../spec/hyperparameter'
import { RuleError } from './ruleError'
import type { TextLine } from './textLines'

// Each text has one reading: otherwise thousands of digits would be tried in millions of ways.
const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`
const KEY = String.raw`[A-Za-z][A-Za-z0-9]*`
const WHEN = String.raw`(?:\s+when\s+(?<whenKey>${KEY})\s*(?:>\s*0|==\s*(?<whenValue>${KEY})))?`
const HELP = String.raw`(?:\s+"(?<help>[^"]*)")?`

const HYPER = new RegExp(
  String.raw`^\s*hyper\s+(?<key>${KEY})\s*=\s*(?<value>none|${NUMBER})` +
    String.raw`\s+(?<scale>log|linear)\s+(?<from>${NUMBER})\s*\.\.\s*(?<to>${NUMBER})` +
    String.raw`(?:\s+within\s+(?<min>${NUMBER})\s*\.\.\s*(?<max>${NUMBER}))?` +
    String.raw`(?<integer>\s+integer)?(?<nullable>\s+or\s+none)?${WHEN}${HELP}\s*$`,
)
const CHOICE = new RegExp(
  String.raw`^\s*choice\s+(?<key>${KEY})\s*=\s*(?<values>${KEY}(?:\s*\|\s*${KEY})+)${WHEN}${HELP}\s*$`,
)
const SWITCH = new RegExp(
  String.raw`^\s*switch\s+(?<key>${KEY})\s*=\s*(?<value>on|off)${WHEN}${HELP}\s*$`,
)

const FORMS = {
  hyper: 'hyper lr = 0.1 log 1e-4..10',
  choice: 'choice mode = standard | adjusted',
  switch: 'switch nesterov = off',
}

export const isOptionLine = ({ text }: TextLine): boolean =>
  /^\s*(hyper|choice|switch)\s/.test(text)

type Groups = Readonly<Record<string, string | undefined>>

function activeWhen(groups: Groups): { activeWhen?: ActiveWhen } {
  const { whenKey, whenValue } = groups
  if (whenKey === undefined) return {}
  if (whenValue === undefined) return { activeWhen: aboveZero(whenKey) }
  return {
    activeWhen: {
      test: (values) => values[whenKey] === whenValue,
      text: `${whenKey} ${whenValue}`,
    },
  }
}

function numberOption(groups: Groups, fail: (message: string) => never): OptionSpec {
  const { key, value, scale, help } = groups
  const slider = { min: Number(groups['from']), max: Number(groups['to']) }
  const min = Number(groups['min'] ?? groups['from'])
  const max = Number(groups['max'] ?? groups['to'])
  const nullable = groups['nullable'] !== undefined
  const byDefault = value === 'none' ? null : Number(value)
  if (![slider.min, slider.max, min, max, byDefault ?? 0].every((n) => Math.abs(n) <= 1e30)) {
    fail('Numbers of an option go up to 1e30.')
  }
  if (!(slider.min < slider.max)) fail('The range has to go from a smaller to a larger number.')
  if (min > slider.min || max < slider.max) fail('The range of the slider is outside of "within".')
  if (scale === 'log' && min <= 0) fail('A log scale needs a range above 0.')
  if (byDefault === null && !nullable) fail('"none" is allowed only with "or none".')
  if (byDefault !== null && (byDefault < min || byDefault > max)) {
    fail(`${byDefault} is outside of ${min} to ${max}.`)
  }
  const isInteger = groups['integer'] !== undefined
  if (isInteger && byDefault !== null && !Number.isInteger(byDefault)) {
    fail(`${byDefault} is no whole number.`)
  }
  return {
    kind: 'number',
    key: key!,
    default: byDefault,
    ...{ min, max, slider },
    scale: scale as 'log' | 'linear',
    ...(isInteger ? { integer: true } : {}),
    ...(nullable ? { nullable: true } : {}),
    help: help ?? `A number of this rule, ${key}.`,
    ...activeWhen(groups),
  }
}

/**
 * Looks at what a line says after `when`, once all options are known.
 * @throws RuleError where there is no such option, or it has no such value
 */
export function checkWhen(line: TextLine, options: ReadonlyMap<string, OptionSpec>): void {
  const found = new RegExp(String.raw`${WHEN}${HELP}\s*$`).exec(line.text)
  const { whenKey, whenValue } = (found?.groups ?? {}) as Groups
  if (whenKey === undefined) return
  const column = line.text.indexOf(whenKey, found!.index + found![0].indexOf('when') + 4) + 1
  const fail = (message: string): never => {
    throw new RuleError(message, { line: line.number, column })
  }
  const option = options.get(whenKey)
  if (!option) return fail(`There is no option "${whenKey}".`)
  if (whenValue === undefined) {
    if (option.kind !== 'number') fail(`"${whenKey}" is no number that can be above 0.`)
  } else if (option.kind !== 'enum') fail(`"${whenKey}" is no choice.`)
  else if (!option.values.includes(whenValue)) {
    fail(`${whenKey} is one of ${option.values.join(', ')}.`)
  }
}

/** @throws RuleError */
export function parseOption(line: TextLine): OptionSpec {
  const word = /^\s*(\w+)/.exec(line.text)![1] as keyof typeof FORMS
  const column = line.text.search(/\S/) + 1
  const fail = (message: string): never => {
    throw new RuleError(message, { line: line.number, column })
  }
  const groups = { hyper: HYPER, choice: CHOICE, switch: SWITCH }[word].exec(line.text)?.groups
  if (!groups) return fail(`This has to look like "${FORMS[word]}".`)
  const { key = '', help } = groups
  if (word === 'hyper') return numberOption(groups, fail)
  if (word === 'switch') {
    return {
      kind: 'boolean',
      key,
      default: groups['value'] === 'on',
      help: help ?? `A switch of this rule, ${key}.`,
      ...activeWhen(groups),
    }
  }
  const values = groups['values']!.split('|').map((value) => value.trim())
  if (new Set(values).size < values.length) fail('Two of these choices are the same.')
  return {
    kind: 'enum',
    key,
    default: values[0]!,
    values,
    help: help ?? `A choice of this rule, ${key}.`,
    ...activeWhen(groups),
  }
}
