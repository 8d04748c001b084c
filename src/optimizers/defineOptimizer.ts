import { factsOf } from '../rules/facts'
import { parseRule } from '../rules/parseRule'
import { scheduleFactor } from '../rules/schedule'
import type { Rule } from '../rules/types'
import type { OptionValues } from '../spec/hyperparameter'
import { radiusOption, type OptimizerGroup, type OptimizerSpec } from '../spec/optimizer'

export interface OptimizerText {
  readonly id: string
  readonly label: string
  readonly group: OptimizerGroup
  /** What it does, in one line. */
  readonly summary: string
  readonly premise: string
  readonly reference: { readonly text: string; readonly url: string }
  /** The rule, see `rules/parseRule.ts`. */
  readonly text: string
  readonly warning?: (values: OptionValues) => string | undefined
}

/** Everything that the app asks of an optimizer and that its rule answers. */
export function partsOfRule(rule: Rule) {
  const facts = factsOf(rule)
  const numeric = rule.options.filter(({ kind }) => kind === 'number').map(({ key }) => key)
  const first = numeric.includes('lr') ? 'lr' : (numeric[0] ?? radiusOption.key)
  const rateKey = facts.limitKey ?? rule.scheduled ?? first
  const { states, scheduled } = rule
  return {
    ...facts,
    rule,
    hyperparameters: rule.options,
    rateKey,
    stateShapes: (parameterCount: number) =>
      states.map(({ shape }) => (shape === 'vector' ? [parameterCount] : [])),
    ...(scheduled ? { scheduleFactor } : {}),
  }
}

/**
 * An optimizer of the app from its one text.
 * @throws Error where the text is wrong: a mistake of ours, which every test would meet
 */
export function defineOptimizer({ text, ...words }: OptimizerText): OptimizerSpec {
  const parsed = parseRule(text)
  if ('errors' in parsed) {
    const all = parsed.errors.map(({ message, place }) => `line ${place.line}: ${message}`)
    throw new Error(`The rule of ${words.id} is wrong. ${all.join(' ')}`)
  }
  return { ...words, ...partsOfRule(parsed.rule) }
}
