import { expect, it } from 'vitest'
import { MEASURE_EVERY } from '../../spec/instruments'
import { decreaseAt, limitAt, noiseAt } from './measuredAt'

const FIRST = 100
const LENGTH = 40

/** Numbers of these steps, and none of others. */
const column = (at: Readonly<Record<number, number>>) =>
  Float32Array.from({ length: LENGTH }, (_, row) => at[FIRST + row] ?? NaN)

const columns: Readonly<Record<string, Float32Array>> = {
  predicted_decrease: column({ 100: 4, 110: 2 }),
  actual_decrease: column({ 100: 1, 110: 3 }),
  alpha: column({ 100: 0.5, 110: -2 }),
  stable_step_size: column({ 105: 8 }),
  gradient_noise: column({ 100: 0.25 }),
}
const series = { firstStep: FIRST, length: LENGTH, column: (name: string) => columns[name]! }

it('is that of the step, or of the last one measured before it', () => {
  expect(decreaseAt(series, 110)).toEqual({ step: 110, predicted: 2, actual: 3, alpha: -2 })
  expect(decreaseAt(series, 109)).toEqual({ step: 100, predicted: 4, actual: 1, alpha: 0.5 })
  expect(limitAt(series, 139)).toEqual({ step: 105, stepSize: 8 })
  expect(noiseAt(series, 139)).toEqual({ step: 100, noise: 0.25 })
})

it('is none before the first, long after the last, and of steps that are not kept', () => {
  expect(decreaseAt(series, 110 + MEASURE_EVERY)).toBeNull()
  expect(decreaseAt(series, 99)).toBeNull()
  expect(limitAt(series, 104)).toBeNull()
})
