import { describe, expect, it } from 'vitest'
import { optimizerSpecs } from '../optimizers/specs'
import { defaultValues } from '../spec/hyperparameter'
import { formulasOf, type MathElement } from './mathml'
import { numericOptions } from './numericOptions'
import { parseRule } from './parseRule'
import { simplify } from './simplify'
import { specialise } from './specialise'

/** As HTML has it. */
function markup({ tag, attributes = {}, children }: MathElement): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
  const inside = children.map((child) => (typeof child === 'string' ? child : markup(child)))
  return `<${tag}${given.join('')}>${inside.join('')}</${tag}>`
}

/** The same in one line, near to how it is drawn. */
const drawn = (math: MathElement): string => {
  const parts = math.children.map((child) => (typeof child === 'string' ? child : drawn(child)))
  switch (math.tag) {
    case 'mfrac':
      return `{${parts[0]}}/{${parts[1]}}`
    case 'msqrt':
      return `√{${parts.join('')}}`
    case 'msup':
      return `${parts[0]}^${parts[1]}`
    case 'msub':
      return `${parts[0]}_${parts[1]}`
    case 'mtr':
      return `${parts.join(' ')};`
    case 'mspace':
      return ' '
    default:
      return parts.join('')
  }
}

function ruleOf(text: string) {
  const parsed = parseRule(text)
  if ('errors' in parsed) throw new Error(parsed.errors[0]!.message)
  return parsed.rule
}

const formula = (expression: string) => {
  const rule = ruleOf(
    `hyper lr = 0.1 log 1e-4..10\nstate v = 0\nx = ${expression}\nstepSize = lr\nw = w - x * v\nv = g + x`,
  )
  const found = formulasOf(specialise(rule, {})).find(({ name }) => name === 'x')!
  return found
}

describe('formulas', () => {
  it.each([
    ['loss / gradNormSq', 'x={ℓ}/{‖g‖^2}', 'x is the loss divided by the squared length of g'],
    [
      'sqrt(v / lr) + 1e-5',
      'x=√{{v}/{lr}}+10^−5',
      'x is the square root of v divided by lr plus 0.00001',
    ],
    ['lr * (1 - g)', 'x=lr (1−g)', 'x is lr times (1 minus g)'],
    ['-(g + w) * 2', 'x=(−(g+w))·2', 'x is minus (g plus w) times 2'],
    [
      'square(g) - pow(w + 1, 3)',
      'x=g^2−(w+1)^3',
      'x is the square of g minus (w plus 1) to the power of 3',
    ],
    ['min(norm2(g), norm(w), lr)', 'x=min(min(‖g‖^2, ‖w‖), lr)', undefined],
    [
      'dot(g, w) * maxAbs(g)',
      'x=⟨g,w⟩ ‖g‖_∞',
      'x is (the inner product of g and w) times the largest size in g',
    ],
    [
      'if(loss > 0 and t <= 3, 1, lr)',
      'x={1 if ℓ>0 and t≤3;lr otherwise;',
      'x is 1 if the loss is above 0 and t is at most 3, otherwise lr',
    ],
    ['exp(-abs(g)) * 2.5e-7', 'x=e^−|g|·2.5·10^−7', undefined],
  ])('%s', (expression, expected, words) => {
    const found = formula(expression)
    expect(drawn(found.math)).toBe(expected)
    if (words) expect(found.words).toBe(words)
  })

  it('mark hyperparameters, and states by an arrow', () => {
    const rule = ruleOf(
      'hyper lr = 0.1 log 1e-4..10\nstate v = w\nstepSize = lr\nv = v + g\nw = w - lr * v',
    )
    const [start, , next, w] = formulasOf(specialise(rule, {}))
    expect(drawn(start!.math)).toBe('v=w before the first step')
    expect(start!.isStart).toBe(true)
    expect(drawn(next!.math)).toBe('v←v+g')
    expect(w!.words).toBe('w becomes w minus lr times v')
    expect(markup(w!.math)).toContain('<mtext data-option="lr">lr</mtext>')
  })

  it.each(optimizerSpecs.map((spec) => [spec.id, spec] as const))('of %s', (_, { rule }) => {
    const program = specialise(rule, defaultValues(rule.options))
    const formulas = formulasOf(program)
    expect(formulas.map(({ math, words }) => `${drawn(math)}    ${words}`)).toMatchSnapshot()
    expect(markup(formulas.at(-1)!.math)).toMatchSnapshot('markup of the last')
  })
})

describe('a rule made shorter', () => {
  const brief = (text: string, values: Record<string, number | string | null>) => {
    const rule = ruleOf(text)
    const program = simplify(specialise(rule, values), numericOptions(rule.options, values))
    return formulasOf(program).map(({ math }) => drawn(math))
  }

  it.each(optimizerSpecs.map((spec) => [spec.id, spec] as const))(
    '%s at its defaults',
    (_, { rule }) => {
      expect(
        brief(rule.text, defaultValues(rule.options) as Record<string, number>),
      ).toMatchSnapshot()
    },
  )

  it('keeps what a value decides, and what would mean something else further down', () => {
    const text = `
hyper lr = 0.1 log 1e-4..10
hyper limit0 = 1 log 1e-4..10 or none
hyper momentum = 0 linear 0..1
state a = 0
state b = 0
stepSize = min(lr, limit0)
old = a
a = momentum * b + g
b = old + g
w = w - stepSize * (a + old) - momentum * b`
    expect(brief(text, { lr: 0.1, limit0: 1, momentum: 0.5 })).toHaveLength(5)
    expect(brief(text, { lr: 0.1, limit0: null, momentum: 0 })).toEqual([
      'stepSize=lr',
      'old=a',
      'a←g',
      'w←w−stepSize (a+old)',
    ])
  })
})
