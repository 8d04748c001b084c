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

type Parts = ReturnType<typeof partsOfRule>

/** All of them, which the type checks: what is missing here would be missing in every optimizer. */
const PARTS = {
  rule: true,
  hyperparameters: true,
  rateKey: true,
  limitKey: true,
  fixedRateKey: true,
  hasUnclipped: true,
  usesLoss: true,
  alongGradient: true,
  stateShapes: true,
  scheduleFactor: true,
} as const satisfies Record<keyof Parts, true>

/** @throws Error where the text is wrong: a mistake of ours, which every test would meet */
function readParts(id: string, text: string): Parts {
  const parsed = parseRule(text)
  if ('errors' in parsed) {
    const all = parsed.errors.map(({ message, place }) => `line ${place.line}: ${message}`)
    throw new Error(`The rule of ${id} is wrong. ${all.join(' ')}`)
  }
  return partsOfRule(parsed.rule)
}

/**
 * An optimizer of the app from its one text, which is read when something is first asked of it: a
 * page shows three, and reading all took 60 ms of its start (240 ms on a phone).
 */
export function defineOptimizer({ text, ...words }: OptimizerText): OptimizerSpec {
  let parts: Parts | undefined
  const read = () => (parts ??= readParts(words.id, text))
  const keys = Object.keys(PARTS) as (keyof Parts)[]
  const getters = keys.map((key) => [key, { enumerable: true, get: () => read()[key] }])
  return Object.defineProperties({ ...words }, Object.fromEntries(getters)) as OptimizerSpec
}
