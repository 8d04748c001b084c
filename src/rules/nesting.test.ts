/** Rules that were typed to break something by their depth. */
import { describe, expect, it } from 'vitest'
import { partsOfRule } from '../optimizers/defineOptimizer'
import { parseRule } from './parseRule'
import { MAX_NESTED } from './syntax'

const chain = (count: number, of = '1') => Array<string>(count).fill(of)
const ruleOf = (a: string) => parseRule(`a = ${a}\nstepSize = a\nw = w - stepSize * g`)
const nestedIn = (wrap: (inner: string) => string, times: number) =>
  Array.from({ length: times }).reduce<string>((inner) => wrap(inner), 'loss')

describe('operations inside each other', () => {
  it.each([
    ['a long sum', chain(1900).join('+')],
    ['many arguments', `max(${chain(1900).join(',')})`],
    ['sums within brackets', nestedIn((inner) => `(${inner}+1)`, 39) + '+1'.repeat(60)],
    ['arguments within arguments', nestedIn((inner) => `min(${inner},1,1,1,1)`, 38)],
    ['signs and roots', `${nestedIn((inner) => `sqrt(-${inner})`, 19)}${'*2'.repeat(70)}`],
  ])('are refused in %s, with a place', (_, a) => {
    const parsed = ruleOf(a)
    expect(parsed).toMatchObject({
      errors: [{ message: expect.stringContaining(`At most ${MAX_NESTED}`), place: { line: 1 } }],
    })
  })

  it('are fine up to the limit, and over many lines', () => {
    expect(ruleOf(chain(MAX_NESTED + 1).join('+'))).toHaveProperty('rule')
    const lines = Array.from({ length: 96 }, (_, i) => `a${i} = a${i - 1}+1+1+1+1+1+1+1+1+1+1+1+1`)
    const text = ['a0 = loss', ...lines.slice(1), 'stepSize = a95', 'w = w - stepSize * g'].join(
      '\n',
    )
    const parsed = parseRule(text)
    expect(parsed).toHaveProperty('rule')
    if ('rule' in parsed) expect(partsOfRule(parsed.rule).usesLoss).toBe(true)
  })
})
