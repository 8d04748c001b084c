import { describe, expect, it } from 'vitest'
import type { MetricColumn } from '../../spec/metrics'
import { asRunId } from '../../spec/runId'
import { predictedStep, numbersAt, valuesAt } from './stepNumbers'

const edit = (step: number, key: string, value: number, run = 0) => ({
  ...{ step, run: asRunId(run), key, value },
  previous: null,
  scheduled: false,
})

describe('valuesAt', () => {
  it('applies the edits of the run up to the step, the step itself included', () => {
    const edits = [edit(3, 'maxLr', 1), edit(4, 'maxLr', 9, 1), edit(7, 'maxLr', 2)]
    const at = (step: number) => valuesAt({ maxLr: 0.2, eps: 1e-5 }, edits, asRunId(0), step)
    expect([0, 2, 3, 6, 7].map((step) => at(step)['maxLr'])).toEqual([0.2, 0.2, 1, 1, 2])
    expect(at(9)['eps']).toBe(1e-5)
  })
})

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
