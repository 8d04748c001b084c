import { describe, expect, it } from 'vitest'
import type { MetricColumn } from '../../spec/metrics'
import { predictedStep, numbersAt } from './stepNumbers'

describe('numbersAt', () => {
  const series = {
    firstStep: 10,
    length: 2,
    values: (column: MetricColumn) =>
      Float32Array.from({ loss: [4, 2], clipped: [0, 1] }[column as 'loss'] ?? [0, 0]),
  }

  it('reads the row of the step', () => {
    expect(numbersAt(series, 11, {})).toMatchObject({ step: 11, loss: 2, clipped: true })
    expect(numbersAt(series, 10, {})).toMatchObject({ step: 10, loss: 4, clipped: false })
  })

  it('has none for steps that are not kept', () => {
    expect(numbersAt(series, 9, {})).toBeNull()
    expect(numbersAt(series, 12, {})).toBeNull()
  })
})

describe('foreseen', () => {
  const report = { step: 0, loss: 2, gradNormSq: 3, points: [] }

  it('is the step of the formula, with the tangent a little further than the unclipped step', () => {
    // 2 / (3 + 1) = 0.5, clipped to 0.2; the tangent meets zero at 2 / 3.
    expect(predictedStep({ ...report, values: { eps: 1, maxLr: 0.2 } })).toEqual({
      unclipped: 0.5,
      stepSize: 0.2,
      tangentZero: 2 / 3,
    })
  })

  it('takes the step whole where there is no limit, and never a negative one', () => {
    expect(predictedStep({ ...report, values: { eps: 1, maxLr: null } }).stepSize).toBe(0.5)
    expect(predictedStep({ ...report, loss: -1, values: { eps: 1, maxLr: 1 } }).stepSize).toBe(0)
  })
})
