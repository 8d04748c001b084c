import { expect, it } from 'vitest'
import { optimizerSpecs } from '../optimizers/specs'
import type { NumberOption } from './hyperparameter'
import { rateOptionOf } from './optimizer'
import { testedRates } from './rateTest'

const option: NumberOption = {
  ...{ kind: 'number', key: 'lr', default: 0.1, min: 1e-6, max: 1e6, scale: 'log', help: '' },
}

it('are round, over five decades around the value in force, which is among them', () => {
  const rates = testedRates(option, 0.3)
  expect(rates).toHaveLength(17)
  expect([rates[0], rates[1], rates.at(-1)]).toEqual([0.001, 0.002, 100])
  expect(rates).toEqual(rates.toSorted((a, b) => a - b))
  expect(rates.slice(6, 10)).toEqual([0.1, 0.2, 0.3, 0.5])
  expect(testedRates(option, 1)).toHaveLength(16)
})

it('keep within what the option accepts, and go by its default where it is off', () => {
  expect(testedRates({ ...option, max: 1 }, 0.3).at(-1)).toBe(1)
  expect(testedRates(option, null)).toEqual(testedRates(option, 0.1))
})

it.each(optimizerSpecs.map((spec) => [spec.id, spec] as const))('%s has some', (_, spec) => {
  const rate = rateOptionOf(spec) as NumberOption
  expect(testedRates(rate, rate.default).length).toBeGreaterThan(9)
})
