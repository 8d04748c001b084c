import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  extentOf,
  fraction,
  fromPixelY,
  linearTicks,
  logTicks,
  niceDomain,
  roundEnd,
  toPixelY,
} from './scale'

const series = (ys: (number | null)[]) => [
  { id: 'a', label: 'a', color: 'red', points: ys.map((y, x) => ({ x, y })) },
]

describe('ticks', () => {
  it('are powers of ten on a log axis', () => {
    expect(logTicks([0.0005, 20], 5)).toEqual([0.001, 0.01, 0.1, 1, 10])
  })

  it('are 1, 2, 5 where a log axis spans little', () => {
    expect(logTicks([0.1, 1], 5)).toEqual([0.1, 0.2, 0.5, 1])
  })

  it('leave out powers where there is no room for all', () => {
    expect(logTicks([1e-12, 1], 4)).toEqual([1e-12, 1e-9, 1e-6, 0.001, 1])
  })

  it('are at least two and never crowded, however many decades and however low the plot', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -12, max: 6, noNaN: true }),
        // From 2 to 5 is the widest stretch without a tick at either end: 0.398 decades.
        fc.double({ min: 0.4, max: 12, noNaN: true }),
        fc.integer({ min: 2, max: 9 }),
        (from, decades, count) => {
          const ticks = logTicks([10 ** from, 10 ** (from + decades)], count)
          expect(ticks.length).toBeGreaterThanOrEqual(decades >= 0.7 ? 2 : 1)
          // Nearly three decades around two powers of ten have three ticks for each.
          expect(ticks.length).toBeLessThanOrEqual(Math.max(8, count + 1))
        },
      ),
    )
    expect(logTicks([2e-8, 200], 2)).toEqual([1e-5, 1])
    expect(logTicks([1.04, 960], 4)).toEqual([2, 5, 10, 20, 50, 100, 200, 500])
    expect(linearTicks([16, 24], 2)).toEqual([16, 18, 20, 22, 24])
    expect(linearTicks([0, 1], 2, true)).toEqual([0, 1])
  })

  it('are round numbers on a linear axis, integers where asked', () => {
    expect(linearTicks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(linearTicks([0, 3], 10, true)).toEqual([0, 1, 2, 3])
    expect(linearTicks([5, 5], 4)).toEqual([5])
  })
})

describe('roundEnd', () => {
  it('is a little beyond the value, and changes seldom while it grows', () => {
    const ends = Array.from({ length: 5000 }, (_, i) => roundEnd(i + 10))
    ends.forEach((end, i) => {
      expect(end).toBeGreaterThanOrEqual(i + 10)
      expect(end).toBeLessThanOrEqual((i + 10) * 1.125 + 1)
    })
    expect(new Set(ends).size).toBeLessThan(120)
    expect(roundEnd(60)).toBe(60)
  })
})

describe('niceDomain', () => {
  it('contains the extent and has positive width, on both scales', () => {
    const positive = fc.double({ min: 1e-10, max: 1e10, noNaN: true })
    fc.assert(
      fc.property(positive, positive, fc.constantFrom('log', 'linear'), (a, b, scale) => {
        const extent = [Math.min(a, b), Math.max(a, b)] as const
        const [low, high] = niceDomain(extent, scale)
        expect(high).toBeGreaterThan(low)
        expect(high).toBeGreaterThanOrEqual(extent[1] * (1 - 1e-8))
        if (extent[1] / extent[0] < 1e12) expect(low).toBeLessThanOrEqual(extent[0] * (1 + 1e-8))
      }),
    )
  })

  it('shows twelve decades at most', () => {
    expect(niceDomain([1e-30, 1], 'log')).toEqual([5e-13, 2])
  })

  it('has a range to show when there are no values', () => {
    expect(niceDomain(undefined, 'log')).toEqual([0.01, 1])
    expect(niceDomain(undefined, 'linear')).toEqual([0, 1])
    expect(niceDomain([0, 0], 'linear')).toEqual([0, 1])
  })
})

describe('extentOf', () => {
  it('skips gaps, what lies outside and, on a log axis, zeros', () => {
    expect(extentOf(series([0, 3, null, 5, 9]), [0, 3], 'log')).toEqual([3, 5])
    expect(extentOf(series([0, 3, null, 5, 9]), [0, 3], 'linear')).toEqual([0, 5])
    expect(extentOf(series([0, null]), [0, 3], 'log')).toBeUndefined()
  })

  it('goes by the lines that it is to fit, or by all where those are empty', () => {
    const open = series([0.001, 100]).map((one) => ({ ...one, isFitted: false }))
    expect(extentOf([...series([2, 3]), ...open], [0, 3], 'log')).toEqual([2, 3])
    expect(extentOf([...series([null]), ...open], [0, 3], 'log')).toEqual([0.001, 100])
  })
})

describe('fraction', () => {
  it('is even in decades on a log axis and puts zeros on the floor', () => {
    expect(fraction(0.1, [0.001, 10], 'log')).toBeCloseTo(0.5, 12)
    expect(fraction(0, [0.001, 10], 'log')).toBe(0)
    expect(fraction(2.5, [0, 10], 'linear')).toBe(0.25)
  })
})

describe('fromPixelY', () => {
  it('is the way back from a value to its height, and goes on beyond the plot', () => {
    const area = { left: 0, top: 8, width: 100, height: 200 }
    for (const [domain, scale] of [
      [[0.01, 1], 'log'],
      [[-2, 6], 'linear'],
    ] as const) {
      for (const value of [0.02, 0.3, 1])
        expect(fromPixelY(toPixelY(value, domain, scale, area), domain, scale, area)).toBeCloseTo(
          value,
          9,
        )
      expect(fromPixelY(0, domain, scale, area)).toBeGreaterThan(domain[1])
      expect(fromPixelY(300, domain, scale, area)).toBeLessThan(domain[0])
    }
  })
})
