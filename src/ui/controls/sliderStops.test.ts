import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NumberOption } from '../../spec/hyperparameter'
import { optimizerSpecs } from '../../optimizers/specs'
import { nearestStop, stopsOf, stepFrom, valueWithLimit } from './sliderStops'

const maxLr: NumberOption = {
  kind: 'number',
  key: 'maxLr',
  default: 0.2,
  min: 1e-8,
  max: 1e8,
  slider: { min: 1e-3, max: 100 },
  scale: 'log',
  nullable: true,
  help: '',
}

describe('notches', () => {
  it('rise, and hold both ends and the default, for every hyperparameter', () => {
    const options = optimizerSpecs.flatMap((spec) => spec.hyperparameters)
    const numbers = options.filter((option) => option.kind === 'number')
    expect(numbers.length).toBeGreaterThan(8)
    for (const option of numbers) {
      const sliderStops = stopsOf(option)
      const { min, max } = option.slider ?? option
      expect(sliderStops[0]).toBe(min)
      expect(sliderStops.at(-1)).toBe(max)
      if (option.default !== null) expect(sliderStops).toContain(option.default)
      sliderStops.slice(1).forEach((stop, i) => expect(stop).toBeGreaterThan(sliderStops[i]!))
    }
  })

  it('are about 12 % apart on a log scale and meet 1, 2 and 5', () => {
    const sliderStops = stopsOf(maxLr)
    for (const value of [0.001, 0.1, 0.2, 0.5, 1, 2, 5, 10]) expect(sliderStops).toContain(value)
    const ratios = sliderStops.slice(1).map((stop, i) => stop / sliderStops[i]!)
    expect(Math.max(...ratios)).toBeLessThan(1.2)
  })

  it('are whole numbers without repetition for integers', () => {
    const batch: NumberOption = {
      ...maxLr,
      min: 1,
      max: 1024,
      default: 100,
      integer: true,
      slider: { min: 1, max: 1024 },
    }
    const sliderStops = stopsOf(batch)
    expect(sliderStops.slice(0, 5)).toEqual([1, 2, 3, 4, 5])
    expect(sliderStops.every(Number.isInteger)).toBe(true)
  })

  it('start at 0 where a log slider may be switched off', () => {
    const decay = { ...maxLr, min: 0, default: 0, slider: { min: 0, max: 0.1 } }
    expect(stopsOf(decay).slice(0, 3)).toEqual([0, 1e-6, 1.1e-6])
  })
})

describe('nearestNotch', () => {
  it('finds every notch, and values beyond the ends', () => {
    const sliderStops = stopsOf(maxLr)
    sliderStops.forEach((stop, i) => expect(nearestStop(sliderStops, stop)).toBe(i))
    expect(nearestStop(sliderStops, 1e-9)).toBe(0)
    expect(nearestStop(sliderStops, 1e9)).toBe(sliderStops.length - 1)
  })
})

describe('stepFrom', () => {
  it('goes up and down by one notch from anywhere inside', () => {
    const sliderStops = stopsOf(maxLr)
    fc.assert(
      fc.property(fc.double({ min: 0.0011, max: 89, noNaN: true }), (value) => {
        const up = stepFrom(sliderStops, value, 1)
        const down = stepFrom(sliderStops, value, -1)
        expect(up).toBeGreaterThan(value)
        expect(down).toBeLessThan(value)
        expect(sliderStops.some((stop) => stop > value && stop < up)).toBe(false)
        expect(sliderStops.some((stop) => stop < value && stop > down)).toBe(false)
      }),
    )
  })

  it('never moves against the direction asked', () => {
    const sliderStops = stopsOf(maxLr)
    expect(stepFrom(sliderStops, 500, 1)).toBe(500)
    expect(stepFrom(sliderStops, 500, -1)).toBe(100)
    expect(stepFrom(sliderStops, 1e-5, -1)).toBe(1e-5)
    expect(stepFrom(sliderStops, 1e-5, 1)).toBe(0.001)
    expect(stepFrom(sliderStops, 100, 1)).toBe(100)
  })
})

describe('valueWithLimit', () => {
  it('is the default, or the middle where the default is no limit', () => {
    expect(valueWithLimit(maxLr)).toBe(0.2)
    expect(valueWithLimit({ ...maxLr, default: null, slider: { min: 0.1, max: 1000 } })).toBe(10)
  })
})
