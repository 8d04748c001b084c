import { describe, expect, it } from 'vitest'
import { ownRule, SQUARED } from '../../optimizers/ownRules/testing/rules'
import { optimizerSpec, optimizerSpecs } from '../../optimizers/specs'
import { OPTIMIZER_GROUPS } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import { checkDraft } from './checkDraft'
import { indexOf, lineCount, wordEnd } from './codePlaces'
import { blank, copyOf, editOf, freeName } from './drafts'
import { readRules, withRule } from './keptRules'
import { valuesFor } from './previewValues'
import { ruleFacts } from './ruleFacts'
import { nextOption, ruleGroups } from './ruleGroups'

const id = ownRule('Squared', SQUARED)
const squared = optimizerSpec(id)
const alig = optimizerSpec('alig')

describe('what is kept', () => {
  it('is a list of ids that are rules; all else is left out', () => {
    expect(readRules(JSON.stringify([id, 'own1.x', 'sgd', id, ownRule('A', 'w = 1')]))).toEqual([
      id,
    ])
    for (const text of [null, '', '{', '{}', '[1]', JSON.stringify(['x'.repeat(5000)])])
      expect(readRules(text)).toEqual([])
  })

  it('has the newest in front, in place of the one that it was made from, and not too many', () => {
    expect(withRule(['a', 'b', 'c'], 'd', 'b')).toEqual(['d', 'a', 'c'])
    expect(withRule(['a', 'b'], 'b')).toEqual(['b', 'a'])
    expect(withRule(Array.from({ length: 90 }, String), 'd')).toHaveLength(50)
  })
})

describe('the list of rules', () => {
  it('has every optimizer once, under the headings in their order', () => {
    const groups = ruleGroups([squared])
    const all = groups.flatMap(({ specs }) => specs)
    expect(all.map((spec) => spec.id).sort()).toEqual(
      [...optimizerSpecs, squared].map((s) => s.id).sort(),
    )
    const order = Object.values(OPTIMIZER_GROUPS)
    const places = groups.map(({ title }) => order.indexOf(title))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(groups.at(-1)).toMatchObject({ title: 'Yours', specs: [squared] })
    expect(ruleGroups([]).map(({ title }) => title)).not.toContain('Yours')
  })

  it('is gone through by keys', () => {
    const labels = ['ALI-G', 'SGD', 'Adam', 'AdamW']
    const to = (key: string, at: number) => nextOption(key, at, labels)
    expect([to('ArrowDown', 0), to('ArrowDown', 3), to('ArrowUp', 0)]).toEqual([1, 3, 0])
    expect([to('Home', 2), to('End', 0)]).toEqual([0, 3])
    expect([to('a', 0), to('A', 2), to('a', 3), to('s', 1)]).toEqual([2, 3, 0, 1])
    expect([to('x', 0), to(' ', 0), to('Tab', 0)]).toEqual([undefined, undefined, undefined])
  })
})

describe('a draft', () => {
  it('of a copy has a name of its own, and is a rule', () => {
    const draft = copyOf(alig, { maxLr: 1 }, ['My ALI-G'])
    expect(draft).toMatchObject({ name: 'My ALI-G 2', values: { maxLr: 1 } })
    expect(draft.text).toMatch(/^# A copy of ALI-G\.\nhyper maxLr/)
    expect(checkDraft(draft.name, draft.text)).toHaveProperty('spec')
    expect(copyOf(squared, {}, ['Squared'])).toMatchObject({ name: 'Squared 2', text: SQUARED })
    expect(copyOf({ ...squared, label: 'Squared 2' }, {}, ['Squared 2']).name).toBe('Squared')
    expect(freeName('x'.repeat(50), [])).toHaveLength(37)
  })

  it('of an edit has the run and the rule that it replaces', () => {
    const run = asRunId(3)
    const expected = { name: 'Squared', text: SQUARED, values: {}, run, former: id }
    expect(editOf(squared, {}, run)).toEqual(expected)
  })

  it('from scratch can be used as it is', () => {
    const { name, text } = blank(['My rule'])
    expect(checkDraft(name, text)).toMatchObject({ spec: { label: 'My rule 2', rateKey: 'lr' } })
  })

  it('is checked: name, text with places of the field, and what the whole takes', () => {
    const problemsOf = (name: string, text: string) => {
      const checked = checkDraft(name, text)
      return 'problems' in checked ? checked.problems : []
    }
    expect(problemsOf(' ', '\n\nstepSize = 1\nw = w - x')).toEqual([
      { sentence: 'It has no name.' },
      { sentence: '"x" is not known here.', place: { line: 4, column: 9 } },
    ])
    expect(problemsOf('A', 'stepSize = 1\nw = w # \u202e')).toEqual([
      {
        sentence: 'Line 2 holds characters that cannot be seen.',
        place: { line: 2, column: 1 },
      },
    ])
    expect(problemsOf('A', `${SQUARED}\n# ${'\u4e2d\u6587'.repeat(60)}`)).toEqual([])
  })

  it('keeps values where its options accept them', () => {
    expect(valuesFor(squared.hyperparameters, { maxLr: null, damping: 1e9, other: 3 })).toEqual({
      maxLr: null,
      damping: 1,
    })
  })
})

describe('places in the field', () => {
  const text = 'a = 1\r\nbb = lrr\n\nc'
  it('are found whatever ends the lines', () => {
    expect(text.slice(indexOf(text, { line: 2, column: 6 }))).toBe('lrr\n\nc')
    expect(indexOf(text, { line: 1, column: 99 })).toBe(5)
    expect(indexOf(text, { line: 3, column: 1 })).toBe(text.length - 2)
    expect(indexOf(text, { line: 9, column: 1 })).toBe(text.length - 1)
    expect(lineCount(text)).toBe(4)
  })
  it('end with their word', () => {
    expect(text.slice(12, wordEnd(text, 12))).toBe('lrr')
    expect(wordEnd(text, text.length)).toBe(text.length)
  })
})

it('says of a rule what its text says', () => {
  expect(ruleFacts(alig)).toBe('The loss of the batch decides the step size. It is cut to maxLr.')
  expect(ruleFacts(optimizerSpec('sgd'))).toContain('The step size is lr')
  expect(ruleFacts(optimizerSpec('adam'))).toContain('does not go along the gradient')
})
