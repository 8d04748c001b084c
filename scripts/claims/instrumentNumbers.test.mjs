import { expect, it } from 'vitest'
import { instrumentTable, summariseCase } from './instruments.mjs'
import { finiteMedian, firstWhere, rankCorrelation, share } from './instrumentNumbers.mjs'

it('finds medians, shares and first places', () => {
  expect(finiteMedian([3, NaN, 1, 2])).toBe(2)
  expect(finiteMedian([NaN])).toBeNaN()
  expect(share([1, 0, 1, 1])).toBe(0.75)
  expect(firstWhere([1, NaN, 5], (value) => value > 2)).toBe(2)
})

it('finds how two orders agree, with ties', () => {
  expect(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 400])).toBe(1)
  expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1)
  expect(rankCorrelation([0, 0, 1, 1], [0, 0, 1, 1])).toBe(1)
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNaN()
})

it('has the spread of every column over the seeds, and counts what has no number', () => {
  const columns = [['loss', ({ loss }) => loss]]
  const bySeed = [0.1, 0.3, 0.2].map((loss, i) => [
    { label: 'a', loss, diverged: i === 0 },
    { label: 'b', loss: i === 0 ? NaN : 2 * loss, diverged: false },
  ])
  const result = summariseCase({ link: 'v=1', columns }, bySeed, [1, 2, 3])
  expect(result.runs[0]).toEqual({
    label: 'a',
    diverged: 1,
    cells: [{ median: 0.2, low: 0.1, high: 0.3, of: 3 }],
  })
  const table = instrumentTable({ ...result, date: 'D', backend: 'wasm' })
  expect(table).toContain('| run | loss | diverged |')
  expect(table).toContain('| a | 0.2 (0.1 to 0.3) | 1 of 3 |')
  expect(table).toContain('| b | 0.5 (0.4 to 0.6), 2 of 3 | 0 of 3 |')
  expect(table).toContain('`#v=1`, seeds 1 to 3, wasm, D')
})
