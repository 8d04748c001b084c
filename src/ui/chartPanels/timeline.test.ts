import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { X_UNITS } from '../../experiment/viewKeys'
import { timelineOf, type TimelineSource } from './timeline'

const series = (seconds: readonly number[], firstStep = 0) => ({
  firstStep,
  endStep: firstStep + seconds.length,
  seconds: Float64Array.from(seconds),
  folded: null,
})
const source = (seconds: readonly number[]): TimelineSource => ({
  batch: 50,
  stepsPerEpoch: 20,
  series: series(seconds),
})

describe('timelineOf', () => {
  it('counts epochs and examples from the step', () => {
    expect(timelineOf('epochs', source([])).toX(30)).toBe(1.5)
    expect(timelineOf('examples', source([])).toX(30)).toBe(1500)
    expect(timelineOf('steps', source([])).toX(30)).toBe(30)
  })

  it('reads the seconds of each step, in between and beyond the last at its pace', () => {
    const { toX, toStep } = timelineOf('seconds', source([0, 1, 4]))
    expect([0, 1, 1.5, 2, 3, 4].map(toX)).toEqual([0, 1, 2.5, 4, 6, 8])
    expect([0, 1, 2.5, 4, 6].map(toStep)).toEqual([0, 1, 1.5, 2, 3])
  })

  it('goes through the buckets of old steps', () => {
    const folded = { firstStep: 0, size: 4, seconds: Float64Array.from([0, 8]) }
    const { toX, toStep } = timelineOf('seconds', {
      ...source([]),
      series: { ...series([24, 25], 8), folded: folded as never },
    })
    expect([0, 2, 4, 6, 8, 9].map(toX)).toEqual([0, 4, 8, 16, 24, 25])
    expect([4, 16, 24.5].map(toStep)).toEqual([2, 6, 8.5])
  })

  it('comes back to the same step in every unit, and never goes backwards', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-4, max: 10, noNaN: true }), { minLength: 2, maxLength: 60 }),
        fc.array(fc.double({ min: 0, max: 80, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (paces, steps) => {
          let time = 0
          const seconds = paces.map((pace) => (time += pace) - pace)
          for (const unit of X_UNITS) {
            const { toX, toStep } = timelineOf(unit, source(seconds))
            for (const step of steps) expect(toStep(toX(step))).toBeCloseTo(step, 5)
            const xs = steps.toSorted((a, b) => a - b).map(toX)
            xs.forEach((x, i) => expect(x).toBeGreaterThanOrEqual(xs[i - 1] ?? 0))
          }
        },
      ),
      { numRuns: 80 },
    )
  })

  it('has a place for every step before anything was trained', () => {
    const { toX, toStep } = timelineOf('seconds', { ...source([]), series: undefined })
    expect([toX(5), toStep(3)]).toEqual([0, 0])
  })
})
