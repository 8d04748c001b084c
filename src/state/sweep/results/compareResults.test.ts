import { describe, expect, it } from 'vitest'
import { compareResults } from './compareResults'
import type { SweepResult } from './types'

const result = (rate: number, trainLoss: number | null, more: Partial<SweepResult> = {}) => ({
  ...{ optimizer: 'alig', values: { rate }, seed: 1, trainLoss, testLoss: trainLoss },
  testAccuracy: trainLoss === null ? null : 0.5,
  divergedAt: trainLoss === null ? 7 : null,
  ...more,
})

describe('results beside the own ones', () => {
  it('differ by the most where trainings are the same', () => {
    const here = [result(0.1, 2), result(1, 4), result(10, null), result(0.1, 9, { seed: 2 })]
    const there = [
      result(0.1000000001, 2.02),
      result(1, 4, { testAccuracy: 0.75 }),
      result(10, 3),
      // These the page has not trained.
      result(5, 100),
      result(1, 100, { optimizer: 'sgd' }),
      result(1, 100, { seed: 3 }),
      result(1, 100, { values: { rate: 1, noise: 0.5 } }),
    ]
    const { trainLoss, ...rest } = compareResults(there, here)
    expect(trainLoss).toBeCloseTo(0.01, 9)
    expect(rest).toEqual({ same: 3, divergedOnce: 1, testAccuracy: 0.25 })
  })

  it('have no difference where no two numbers meet', () => {
    expect(compareResults([result(1, null)], [result(1, null)])).toEqual({
      ...{ same: 1, divergedOnce: 0, trainLoss: null, testAccuracy: null },
    })
    expect(compareResults([result(1, 2)], []).same).toBe(0)
  })

  it('are the same where a table names a rate that the page has not swept', () => {
    const [here, there] = [{ noise: 0.2 }, { rate: 0.1, noise: 0.2 }]
    const found = compareResults(
      [result(1, 2, { values: there })],
      [result(1, 2, { values: here })],
    )
    expect([found.same, found.trainLoss]).toEqual([1, 0])
  })
})
