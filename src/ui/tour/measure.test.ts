import { describe, expect, it } from 'vitest'
import {
  alike,
  firstQuarter,
  inWords,
  largestDifference,
  lastQuarter,
  meanOf,
  medianOf,
  trendOfShare,
  trendOfSize,
} from './measure'

const f = (...values: number[]) => Float32Array.from(values)

describe('means and medians', () => {
  it('leave out what is no number', () => {
    expect(meanOf(f(1, NaN, 3))).toBe(2)
    expect(medianOf(f(9, NaN, 1, 2))).toBe(2)
    expect(medianOf(f(4, 1, 2, 3))).toBe(2.5)
    expect(meanOf(f())).toBeNaN()
    expect(medianOf(f(NaN))).toBeNaN()
  })

  it('are of the first and the last quarter', () => {
    const steps = f(1, 2, 3, 4, 5, 6, 7, 8, 9)
    expect([...firstQuarter(steps)]).toEqual([1, 2])
    expect([...lastQuarter(steps)]).toEqual([8, 9])
    expect([...lastQuarter(f(1))]).toEqual([])
  })
})

describe('a trend', () => {
  it('of shares begins at two percentage points', () => {
    expect(trendOfShare(0.41, 0.42)).toBe('stays')
    expect(trendOfShare(0.41, 0.44)).toBe('rises')
    expect(trendOfShare(0.41, 0.38)).toBe('falls')
    expect(trendOfShare(0, 1)).toBe('rises')
    expect(trendOfShare(NaN, 1)).toBeNull()
  })

  it('of sizes begins at a fifth more', () => {
    expect(trendOfSize(0.1, 0.119)).toBe('stays')
    expect(trendOfSize(0.1, 0.121)).toBe('rises')
    expect(trendOfSize(0.121, 0.1)).toBe('falls')
    expect(trendOfSize(0, 1)).toBeNull()
    expect(trendOfSize(1, NaN)).toBeNull()
  })
})

describe('curves', () => {
  it('differ by a share of the larger value at the worst step', () => {
    expect(largestDifference(f(1, 2), f(1, 2))).toBe(0)
    expect(largestDifference(f(1, 2, 4), f(1, 1, 4))).toBe(0.5)
    expect(largestDifference(f(0), f(0))).toBe(0)
  })

  it('do not coincide where one has no number', () => {
    expect(largestDifference(f(1, NaN, 1), f(1, 1, 1)) <= 1).toBe(false)
    expect(largestDifference(f(), f())).toBeNaN()
  })
})

describe('values that are alike', () => {
  it('lie within a ratio of the smallest, and are named by their places', () => {
    expect(alike([0.4, 0.18, 0.144, 0.145, 0.146], 1.05)).toEqual([[2, 3, 4], [1], [0]])
    expect(alike([1, 1.04, 1.08], 1.05)).toEqual([[0, 1], [2]])
    expect(alike([0, 0], 1.05)).toEqual([[0, 1]])
  })

  it('are never those that are no numbers', () => {
    expect(alike([NaN, 1, NaN], 1.05)).toEqual([[1], [0], [2]])
  })
})

it('writes three digits, as an axis does', () => {
  expect(inWords(0.22199)).toBe('0.222')
  expect(inWords(9.3075)).toBe('9.31')
  expect(inWords(8.18e-5)).toBe('8.18·10⁻⁵')
  expect(inWords(NaN)).toBe('no number')
})
