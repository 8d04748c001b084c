import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countOf, type Samples } from '../../charts/decimate'
import { Smoothed } from './smoothing'

const listOf = (samples: Samples) =>
  Array.from({ length: countOf(samples) }, (_, i) => samples.y[(samples.offset ?? 0) + i]!)

it('starts at the first value and keeps a constant', () => {
  expect(listOf(new Smoothed().update({ y: [3, 3, 3] }))).toEqual([3, 3, 3])
  // (0.1 * 4 + 0.9 * 0.1 * 2) / (0.1 + 0.9 * 0.1)
  const second = listOf(new Smoothed().update({ y: [2, 4] }))[1]!
  expect(second).toBeCloseTo(0.58 / 0.19, 5)
})

it('gives the same whether it grows bit by bit or is made at once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true, min: 0, max: 10 }), { minLength: 2, maxLength: 3000 }),
      fc.integer({ min: 1, max: 700 }),
      (y, part) => {
        const growing = new Smoothed()
        for (let n = part; n < y.length; n += part) growing.update({ y, length: n })
        expect(listOf(growing.update({ y }))).toEqual(listOf(new Smoothed().update({ y })))
      },
    ),
    { numRuns: 30 },
  )
})

it('leaves gaps where they are and averages on behind them', () => {
  const smooth = listOf(new Smoothed().update({ y: [1, NaN, 1] }))
  expect(smooth).toEqual([1, NaN, 1])
})

it('follows when old samples are dropped, and starts over after a reset', () => {
  const smooth = new Smoothed()
  smooth.update({ y: [1, 2, 3, 4] })
  const whole = listOf(new Smoothed().update({ y: [1, 2, 3, 4, 5] }))
  const dropped = smooth.update({ y: [3, 4, 5], x0: 2 })
  expect(dropped.x0).toBe(2)
  expect(listOf(dropped)).toEqual(whole.slice(2))
  expect(listOf(smooth.update({ y: [7] }))).toEqual([7])
})
