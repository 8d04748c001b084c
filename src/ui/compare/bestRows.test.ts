import { expect, it } from 'vitest'
import { bestRows } from './bestRows'
import { targetOf } from './target'

it('finds the best of a column and its ties', () => {
  expect(bestRows([3, 1, null, 1, NaN], 'low')).toEqual([1, 3])
  expect(bestRows([3, 1, null, 1], 'high')).toEqual([0])
})

it('praises nobody who has no rival or only equals', () => {
  expect(bestRows([null, 2, NaN], 'low')).toEqual([])
  expect(bestRows([2, 2], 'high')).toEqual([])
})

it('reads the target of a link, which may say anything', () => {
  expect(targetOf({ view: { target: '97.5' } })).toBe(97.5)
  for (const target of ['', '0', '101', 'NaN', 'x']) expect(targetOf({ view: { target } })).toBe(90)
  expect(targetOf({ view: {} })).toBe(90)
})
