import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wgslRule } from '../engine/rules/wgslRule'
import { partsOfRule } from '../optimizers/defineOptimizer'
import { defaultValues, type OptionValues } from '../spec/hyperparameter'
import { evaluate, initialStates } from './evaluate'
import { numericOptions } from './numericOptions'
import { parseRule } from './parseRule'
import { scalarLines } from './scalarLines'
import { specialise } from './specialise'
import { ruleTexts } from './testing/ruleTexts'
import type { Rule } from './types'

const RUNS = 20_000

/** Longest time for one text. */
const MOST_MS = 50

/** Shader text for each character of a rule: a form that writes things twice grows beyond it. */
const MOST_GROWTH = 40

/** The shortest of three times where the first is long: the machine may have been busy. */
function timed<T>(work: () => T): T {
  let result: T
  let shortest = Infinity
  for (let i = 0; i < 3 && shortest > MOST_MS; i++) {
    const before = performance.now()
    result = work()
    shortest = Math.min(shortest, performance.now() - before)
  }
  expect(shortest).toBeLessThan(MOST_MS)
  return result!
}

const W = Float64Array.of(0.5, -1, 2)
const G = Float64Array.of(0.1, 0, -0.3)

/** All values of modes that a test goes through: the default, and every other value alone. */
function modesOf(rule: Rule): OptionValues[] {
  const byDefault = defaultValues(rule.options)
  const others = rule.options.flatMap((option): OptionValues[] => {
    if (option.kind === 'boolean') return [{ [option.key]: !option.default }]
    return option.kind === 'enum' ? option.values.map((value) => ({ [option.key]: value })) : []
  })
  return [byDefault, ...others.map((other) => ({ ...byDefault, ...other }))]
}

function expectSound(text: string, rule: Rule): void {
  const parts = partsOfRule(rule)
  expect(parts.stateShapes(3)).toHaveLength(rule.states.length)
  for (const values of modesOf(rule)) {
    const program = specialise(rule, values)
    const options = numericOptions(rule.options, values)
    let states = initialStates(program, W.length)
    let w: Float64Array = W
    for (let step = 0; step < 2; step++) {
      const inputs = { w, g: G, loss: 0.7, gradNormSq: 0.1, states, options }
      const next = evaluate(program, inputs)
      expect(next.w).toHaveLength(W.length)
      expect(typeof next.stepSize).toBe('number')
      rule.states.forEach(({ shape }, i) => {
        const value = next.states[i]!
        expect(typeof value === 'number' ? 'scalar' : 'vector').toBe(shape)
      })
      w = next.w
      states = [...next.states]
    }
    scalarLines(program, { loss: 0.7, gradNormSq: 0.1, options })
    const shader = JSON.stringify(wgslRule(program, rule.penalty !== undefined) ?? '')
    expect(shader.length).toBeLessThan(2000 + MOST_GROWTH * text.length)
  }
}

it(`makes a rule or sentences with a place of ${RUNS.toLocaleString('en')} texts`, () => {
  const seen = { rules: 0, errors: 0 }
  fc.assert(
    fc.property(ruleTexts, (text) => {
      const parsed = timed(() => parseRule(text))
      if (!('errors' in parsed)) {
        seen.rules++
        return expectSound(text, parsed.rule)
      }
      seen.errors++
      const lines = text.split(/\r\n|\r|\n/)
      expect(parsed.errors.length).toBeGreaterThan(0)
      for (const { message, place } of parsed.errors) {
        expect(message).toMatch(/^[^]{8,}[.?]$/)
        expect(place.line).toBeGreaterThan(0)
        expect(place.line).toBeLessThanOrEqual(lines.length)
        expect(place.column).toBeGreaterThan(0)
        expect(place.column).toBeLessThanOrEqual(lines[place.line - 1]!.length + 1)
      }
    }),
    { numRuns: RUNS, seed: 20190614 },
  )
  expect(seen.rules).toBeGreaterThan(RUNS / 10)
  expect(seen.errors).toBeGreaterThan(RUNS / 4)
})
