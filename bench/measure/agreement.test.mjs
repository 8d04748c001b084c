import { expect, it } from 'vitest'
import { markDisagreement } from './agreement.mjs'

const row = (rule, losses) => ({ rule, losses })
const verdicts = (rows) => markDisagreement(rows).map(({ agrees }) => agrees)

it('marks the one engine that differs', () => {
  const rows = [
    row('alig', [2.3, 2.1, 1.9]),
    row('alig', [2.3001, 2.1, 1.9]),
    row('alig', [2.3, 2.1, 1.7]),
    row('sgd', [2.3, 2.2, 2.1]),
  ]
  expect(verdicts(rows)).toEqual([true, true, false, true])
})

it('compares rules only before the first update', () => {
  expect(verdicts([row('alig', [2.3, 1]), row('sgd', [2.3, 2])])).toEqual([true, true])
  expect(verdicts([row('alig', [2.3]), row('alig', [2.3]), row('sgd', [9])])).toEqual([
    true,
    true,
    false,
  ])
})

it('marks a loss that is not a number', () => {
  const rows = [row('alig', [2.3]), row('alig', [2.3]), row('alig', [NaN])]
  expect(verdicts(rows)).toEqual([true, true, false])
})

it('says nothing about an engine that is alone or was not measured', () => {
  expect(verdicts([row('alig', [2.3]), { rule: 'alig' }])).toEqual([null, undefined])
})
