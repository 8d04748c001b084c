import { describe, expect, it } from 'vitest'
import { findOptimizer, optimizerSpec } from '../specs'
import { readOwnRule } from './ownRule'
import { ownRule, SQUARED } from './testing/rules'
import { nameInWord, optimizerWord } from './words'

describe('an id that holds a rule', () => {
  const id = ownRule('Squared', SQUARED)

  it('is an optimizer like those of the list', () => {
    expect(optimizerSpec(id)).toMatchObject({
      ...{ id, label: 'Squared', group: 'yours', rateKey: 'maxLr', limitKey: 'maxLr' },
      ...{ hasUnclipped: true, usesLoss: true, alongGradient: true },
      summary: 'ALI-G with a squared denominator.',
    })
    expect(optimizerSpec(id).hyperparameters.map(({ key }) => key)).toEqual(['maxLr', 'damping'])
    expect(optimizerSpec(id).reference).toBeUndefined()
  })

  it('gives the same object each time, as long as it is in use', () => {
    const spec = optimizerSpec(id)
    for (let i = 0; i < 500; i++) {
      findOptimizer(`own1.${i}`)
      if (i % 50 === 0) expect(optimizerSpec(id)).toBe(spec)
    }
    expect(optimizerSpec(id)).toBe(spec)
  })

  it('says where a rule is wrong', () => {
    const broken = ownRule('Broken', 'stepSize = 1\nw = w - lr * g')
    expect(findOptimizer(broken)).toBeUndefined()
    expect(readOwnRule(broken)).toEqual({ problem: 'line 2, column 9: "lr" is not known here' })
    expect(() => optimizerSpec(broken)).toThrow(RangeError)
  })

  it('has words of its own where its author gave none', () => {
    const plain = ownRule('Plain', 'stepSize = 1\nw = w - g')
    expect(optimizerSpec(plain).summary).toBe('A rule that was typed into this page.')
    expect(optimizerSpec(plain).rateKey).toBe('radius')
    const long = optimizerSpec(ownRule('Long', `# ${'word '.repeat(100)}\nstepSize = 1\nw = w - g`))
    expect(long.summary).toHaveLength(160 + '...'.length)
  })
})

describe('a word for an optimizer', () => {
  it('is its id, or its name where the id is a rule', () => {
    expect(optimizerWord('sgd')).toBe('sgd')
    expect(optimizerWord(ownRule('My, "best" rule', 'stepSize = 1\nw = w'))).toBe(
      'own:My   best  rule',
    )
  })

  it('is read back as a name', () => {
    expect(nameInWord('own:Mine')).toBe('Mine')
    for (const none of ['sgd', 'own:', 'own: ', `own:${'x'.repeat(41)}`, 'own:a\u202eb'])
      expect(nameInWord(none)).toBeUndefined()
  })
})
