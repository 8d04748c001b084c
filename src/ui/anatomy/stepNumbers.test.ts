import { describe, expect, it } from 'vitest'
import { DEFAULT_OPTIMIZERS } from '../../experiment/defaults'
import { defineOptimizer } from '../../optimizers/defineOptimizer'
import { optimizerSpec } from '../../optimizers/specs'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import type { MetricColumn } from '../../spec/metrics'
import { hyperparametersOf } from '../../spec/optimizer'
import { fateOf, numbersAt, predictedStep } from './stepNumbers'

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

describe('predictedStep', () => {
  const report = { step: 0, loss: 2, gradNormSq: 3, points: [] }
  const [clipped, plain] = DEFAULT_OPTIMIZERS.map((id) => optimizerSpec(id))
  const of = (values: OptionValues, loss = 2) =>
    predictedStep(
      clipped!,
      { ...report, loss, values: { ...defaultValues(hyperparametersOf(clipped!)), ...values } },
      10,
    )

  it('is the step of the rule, with the tangent a little further than the unclipped step', () => {
    // 2 / (3 + 1) = 0.5, clipped to 0.2; the tangent meets zero at 2 / 3.
    expect(of({ eps: 1, maxLr: 0.2 })).toEqual({
      unclipped: 0.5,
      stepSize: 0.2,
      limit: 0.2,
      tangentZero: 2 / 3,
    })
  })

  it('knows every option of the rule', () => {
    expect(of({ eps: 1, maxLr: null, minLoss: 1 }).stepSize).toBe(0.25)
  })

  it('takes the step whole where there is no limit, and never a negative one', () => {
    expect(of({ eps: 1, maxLr: null }).stepSize).toBe(0.5)
    expect(of({ eps: 1, maxLr: 1 }, -1).stepSize).toBe(0)
  })

  it('is a rate with its schedule', () => {
    const values = {
      ...defaultValues(hyperparametersOf(plain!)),
      ...{ lr: 0.5, schedule: 'step', decayEvery: 2 },
    }
    const at = (step: number) => predictedStep(plain!, { ...report, step, values }, 10).stepSize
    expect(at(19)).toBe(0.5)
    expect(at(20)).toBeCloseTo(0.05)
  })

  it('is none where it depends on earlier steps', () => {
    const spec = defineOptimizer({
      ...{ id: 'x', label: 'X', group: 'yours', summary: 'X.', premise: 'None.' },
      reference: { text: 'Nobody', url: 'https://example.org' },
      text: `
hyper bound = 1 log 0.1..10
state scalar last = 0
unclipped = loss / gradNormSq
stepSize = min(unclipped, last + bound)
last = stepSize
w = w - stepSize * g`,
    })
    const found = predictedStep(spec, { ...report, values: { bound: 1, radius: null } }, 10)
    expect(found).toMatchObject({ stepSize: undefined, unclipped: 2 / 3 })
  })
})

describe('fateOf', () => {
  const step = { clipped: false, unclipped: 0.5, stepSize: 0.5, maxLr: 1 }

  it('says what a limit made of a step', () => {
    expect(fateOf(step)).toBe('whole')
    expect(fateOf({ ...step, clipped: true, stepSize: 0.2 })).toBe('clipped')
    expect(fateOf({ ...step, maxLr: Infinity })).toBe('whole')
  })

  it('is silent without a limit, and where the step is another one all the same', () => {
    expect(fateOf({ ...step, maxLr: NaN })).toBeUndefined()
    expect(fateOf({ ...step, unclipped: -0.5, stepSize: 0 })).toBeUndefined()
  })
})
