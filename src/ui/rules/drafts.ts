/** What the editor begins with. */
import { isOwnRule } from '../../optimizers/ownRules/codec'
import { MAX_RULE_NAME } from '../../optimizers/ownRules/codec'
import type { OptionValues } from '../../spec/hyperparameter'
import type { OptimizerSpec } from '../../spec/optimizer'
import type { RunId } from '../../spec/runId'
import type { Draft } from './openRule'

/** The name with the first number behind it that makes it another than those in use. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const short = wanted.slice(0, MAX_RULE_NAME - 3).trim()
  if (!taken.includes(short)) return short
  let number = 2
  while (taken.includes(`${short} ${number}`)) number++
  return `${short} ${number}`
}

const withoutNumber = (name: string) => name.replace(/ \d+$/, '')

/**
 * A copy of a rule, to be changed.
 * @param taken names in use
 */
export function copyOf(
  { id, label, rule }: Pick<OptimizerSpec, 'id' | 'label' | 'rule'>,
  values: OptionValues,
  taken: readonly string[],
): Draft {
  const text = rule.text.replaceAll(/^\n+|\n+$/g, '')
  if (isOwnRule(id))
    return { name: freeName(withoutNumber(label), [...taken, label]), text, values }
  return { name: freeName(`My ${label}`, taken), text: `# A copy of ${label}.\n${text}`, values }
}

/** The rule of a run, to be changed in its place. */
export function editOf(
  { id, label, rule }: Pick<OptimizerSpec, 'id' | 'label' | 'rule'>,
  values: OptionValues,
  run: RunId,
): Draft {
  return { name: label, text: rule.text, values, run, former: id }
}

const BLANK = `# What it does, in one line.
hyper lr = 0.1 log 1e-4..10 "How far the weights move along the gradient."
stepSize = lr
w = w - stepSize * g`

/** A rule from scratch: SGD, in the fewest lines. */
export const blank = (taken: readonly string[]): Draft => ({
  name: freeName('My rule', taken),
  text: BLANK,
  values: {},
})
