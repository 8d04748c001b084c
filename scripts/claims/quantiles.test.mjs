import { expect, it } from 'vitest'
import { failuresText, median, quantile, seedsText } from './quantiles.mjs'

it('finds quartiles between the numbers that there are', () => {
  expect([0.25, 0.5, 0.75].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1.75, 2.5, 3.25])
  expect(median([7])).toBe(7)
  expect(median([])).toBeNaN()
})

it('puts what diverged above all others, so that a median never leaves it out', () => {
  expect(median([1, NaN, 2])).toBe(2)
  expect(median([1, NaN, NaN])).toBe(Infinity)
  expect(quantile([1, 2, 3, NaN], 0.75)).toBe(Infinity)
})

it('names seeds and failures', () => {
  expect(seedsText([4])).toBe('seed 4')
  expect(seedsText([1, 2, 3, 4, 5])).toBe('seeds 1 to 5')
  expect(seedsText([1, 2, 3, 5])).toBe('seeds 1, 2, 3, 5')
  expect([0, 3, 20].map((failed) => failuresText(failed, 20))).toEqual([
    '',
    '; 3 of 20 failed',
    '; all 20 failed',
  ])
})
