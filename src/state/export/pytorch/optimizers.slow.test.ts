/** Optimizers written in PyTorch, run by it, and held beside the rule in double precision. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { optimizerSpecs } from '../../../optimizers/specs'
import type { OptionValues } from '../../../spec/hyperparameter'
import { optimizerModules } from './optimizers'
import { followRule, GIVEN_STEPS, variants } from './testing/followRule'
import { generatedModule } from './testing/generatedModule'
import { ODD_RULES } from './testing/oddRules'
import { requirePython, runPython } from './testing/python'
import { pythonOptionNames } from '../../../rules/pytorch'
import { scheduleOptions } from '../../../rules/schedule'

const RULES = [...optimizerSpecs, ...ODD_RULES]
const NAMES = new Map(optimizerModules(RULES).map(({ id, className }) => [id, className]))
const SLOW = 120_000

interface Answer {
  readonly w: readonly string[]
  readonly step_size: string
}

const numberIn = (text: string) =>
  /inf$/.test(text) ? Number(`${text}inity`.replace('inf', 'Inf')) : Number(text)

let folder = ''
beforeAll(async () => {
  folder = await generatedModule(RULES)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Options as arguments in Python. */
function argumentsOf(rule: (typeof RULES)[number]['rule'], values: OptionValues) {
  const names = pythonOptionNames(rule)
  const isOwn = (key: string) =>
    rule.scheduled === undefined || !scheduleOptions.some((option) => option.key === key)
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => isOwn(key))
      .map(([key, value]) => [names.get(key)!, value]),
  )
}

const CASES = RULES.flatMap((spec) =>
  variants(spec.rule.options).map((values) => ({ spec, values })),
)

/** What Python makes of all cases. */
function askPython(python: string, dtype: 'float32' | 'float64'): Answer[][] {
  const cases = CASES.map(({ spec, values }) => ({
    ...GIVEN_STEPS,
    losses: GIVEN_STEPS.losses.map(String),
    class: NAMES.get(spec.id)!,
    options: argumentsOf(spec.rule, values),
  }))
  const asked = JSON.stringify({ dtype, cases })
  return JSON.parse(runPython(python, ['tests/steps_as_json.py'], asked, [folder])) as Answer[][]
}

const largest = (values: readonly number[]) =>
  Math.max(...values.filter(Number.isFinite).map(Math.abs))

/**
 * Relative to a size; 0 where both are the same infinity or NaN.
 * @param size by default the largest of those that are expected
 */
function largestDifference(
  found: readonly number[],
  expected: readonly number[],
  size = largest(expected),
): number {
  return Math.max(
    ...expected.map((x, i) => {
      if (Object.is(found[i], x)) return 0
      return Math.abs(found[i]! - x) / size
    }),
  )
}

describe('the class of every rule', () => {
  it('is Python that compiles', { timeout: SLOW }, async (context) => {
    const python = await requirePython(context)
    const file = join(folder, 'generated.py')
    runPython(python, ['-W', 'error', '-m', 'py_compile', file])
    expect(NAMES.size).toBe(RULES.length)
  })

  it.for([
    ['float64', 1e-9],
    ['float32', 1e-3],
  ] as const)(
    'does the steps of the rule in %s',
    { timeout: SLOW },
    async ([dtype, tolerance], context) => {
      const python = await requirePython(context, ['torch'])
      const answers = askPython(python, dtype)
      const wrong = CASES.flatMap(({ spec, values }, i) => {
        const expected = followRule(spec.rule, values, GIVEN_STEPS)
        const rows = answers[i]!
        // A step of nearly 0 is a difference of numbers that nearly cancel.
        const longest = largest(expected.map(({ stepSize }) => stepSize))
        expect(rows).toHaveLength(expected.length)
        const at = expected.findIndex(({ w, stepSize }, t) => {
          const { w: found, step_size: size } = rows[t]!
          const isClose =
            largestDifference(found.map(numberIn), w) < tolerance &&
            largestDifference([numberIn(size)], [stepSize], longest) < tolerance
          return !isClose
        })
        return at < 0
          ? []
          : [{ rule: spec.id, values, step: at, expected: expected[at], found: rows[at] }]
      })
      expect(wrong).toEqual([])
    },
  )
})
