import { describe, expect, it } from 'vitest'
import { optimizerSpecs } from '../optimizers/specs'
import { defaultValues } from '../spec/hyperparameter'
import { explainedStep } from './explainedStep'
import { optionsAt } from './optionsAt'
import { parseRule } from './parseRule'
import type { KnownOfStep } from './scalarLines'
import { simplify } from './simplify'
import { specialise } from './specialise'
import type { MathElement } from './typeset'

const textOf = (math: MathElement | undefined): string | undefined =>
  math?.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

function explained(text: string, known: KnownOfStep) {
  const parsed = parseRule(text)
  if ('errors' in parsed) throw new Error(parsed.errors[0]!.message)
  const { lines, unknown } = explainedStep(specialise(parsed.rule, {}), known, String)
  return {
    unknown,
    lines: lines.map(({ name, formula, numbers, value }) =>
      [textOf(name), textOf(formula), textOf(numbers), value].filter((part) => part !== undefined),
    ),
  }
}

describe('explainedStep', () => {
  it('fills the lines that lead to the step with numbers', () => {
    const text = `
hyper eps = 1 log 0.1..10
hyper maxLr = 0.2 log 0.1..10
other = loss * 3
unclipped = loss / (gradNormSq + eps)
stepSize = min(unclipped, maxLr)
w = w - stepSize * g - 0 * other * g`
    const known = { loss: 2, gradNormSq: 3, options: { eps: 1, maxLr: 0.2 } }
    expect(explained(text, known)).toEqual({
      unknown: [],
      lines: [
        ['unclipped', 'ℓ‖g‖2+eps', '23+1', 0.5],
        ['stepSize', 'min(unclipped,maxLr)', 'min(0.5,0.2)', 0.2],
      ],
    })
  })

  it('shows the branch that was taken', () => {
    const text = `
unclipped = if(gradNormSq > 0, loss / gradNormSq, 7)
stepSize = unclipped * 2
w = w - stepSize * g`
    const at = (gradNormSq: number) =>
      explained(text, { loss: 1, gradNormSq, options: {} }).lines[0]!.slice(1)
    expect(at(4)).toEqual(['ℓ‖g‖2', '14', 0.25])
    // A number alone says nothing that the value does not.
    expect(at(0)).toEqual(['7', 7])
  })

  it('says what it does not know, and takes results as they were recorded', () => {
    const text = `
hyper d0 = 1 log 0.1..10
state scalar d = d0
inner = dot(g, w)
d = max(d, loss)
unclipped = inner * loss
stepSize = min(unclipped, d)
w = w - stepSize * g`
    const recorded = { unclipped: 4, stepSize: 1.5 }
    const { lines, unknown } = explained(text, { loss: 1, gradNormSq: 1, options: {}, recorded })
    expect(new Set(unknown)).toEqual(new Set(['inner', 'd']))
    expect(lines).toEqual([
      ['unclipped', 'innerℓ', 4],
      ['stepSize', 'min(unclipped,d)', 1.5],
    ])
  })

  it.each(optimizerSpecs.map((spec) => [spec.id, spec] as const))('explains %s', (_, spec) => {
    const values = { ...defaultValues(spec.rule.options), radius: null }
    const options = optionsAt(spec, values, 0, 10)
    const program = simplify(specialise(spec.rule, values), options)
    const recorded = { stepSize: 0.125, unclipped: 0.25, limit: 0.125 }
    const known = { loss: 2, gradNormSq: 3, options, recorded }
    const { lines } = explainedStep(program, known, String)
    const last = lines.find(({ name }) => textOf(name) === 'stepSize')
    // A rule whose step is an option has no line; all others have a number.
    expect(last?.value === undefined).toBe(spec.fixedRateKey !== undefined)
    for (const { value } of lines) expect(value).not.toBeNaN()
  })
})
