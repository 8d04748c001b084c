import { expect, it } from 'vitest'
import { median, quantile, ratio, spread } from './statistics.mjs'

it('interpolates quantiles and leaves its input alone', () => {
  const values = [4, 1, 3, 2]
  expect(median(values)).toBe(2.5)
  expect(quantile(values, 0.25)).toBe(1.75)
  expect(values).toEqual([4, 1, 3, 2])
  expect(spread([5])).toEqual({ median: 5, q1: 5, q3: 5, min: 5, max: 5, rounds: 1 })
})

it('compares round by round, whatever the machine does between rounds', () => {
  expect(ratio([10, 100, 30], [5, 50, 10])?.median).toBe(2)
})

it('skips rounds that one side missed', () => {
  expect(ratio([10, undefined, 30], [5, 1, undefined])).toMatchObject({ median: 2, rounds: 1 })
})

it('falls back to the medians without a common round', () => {
  expect(ratio([undefined, 12], [3])).toMatchObject({ median: 4, rounds: 0 })
  expect(ratio([], [3])).toBeUndefined()
})
