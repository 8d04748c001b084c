import { describe, expect, it } from 'vitest'
import { timelineOf } from './timeline'
import { axisEnd, wholeEnd } from './xRange'

const steps = timelineOf('steps', { batch: 1, stepsPerEpoch: 1, series: undefined })
const upTo = (endStep: number, evaluated?: number) => ({
  endStep,
  evaluations: evaluated === undefined ? [] : [{ run: 0, step: evaluated, loss: 1, accuracy: 0 }],
})
const previousRun = (endStep: number) => ({ series: upTo(endStep), timeline: steps })

describe('axisEnd', () => {
  it('goes to the last step or evaluation, rounded up, and is never tiny', () => {
    expect(axisEnd([], [], steps)).toBe(10)
    expect(axisEnd([upTo(101, 100), upTo(50)], [], steps)).toBe(100)
    expect(axisEnd([upTo(150, 151)], [], steps)).toBeGreaterThanOrEqual(151)
  })

  it('shows earlier runs, but not so far that the current ones become a sliver', () => {
    expect(axisEnd([upTo(101)], [previousRun(301)], steps)).toBe(300)
    expect(axisEnd([upTo(101)], [previousRun(20_001)], steps)).toBe(400)
    expect(axisEnd([upTo(1)], [previousRun(20_001)], steps)).toBe(200)
    expect(axisEnd([upTo(501)], [previousRun(20)], steps)).toBe(500)
  })

  it('shows earlier runs to their end where nothing has been trained yet', () => {
    expect(axisEnd([undefined], [previousRun(20_001)], steps)).toBe(20_000)
    expect(axisEnd([upTo(0)], [previousRun(6184), previousRun(50)], steps)).toBe(
      wholeEnd([], [previousRun(6184)], steps),
    )
    expect(axisEnd([], [previousRun(6184)], steps)).toBeGreaterThanOrEqual(6183)
  })

  it('can be zoomed out to the end of all runs, which is never before its own', () => {
    expect(wholeEnd([upTo(101)], [previousRun(20_001)], steps)).toBe(20_000)
    expect(wholeEnd([upTo(501)], [previousRun(20)], steps)).toBe(500)
    expect(wholeEnd([upTo(201)], [], steps, 201)).toBeGreaterThanOrEqual(201)
  })

  it('has room for an edit whose step is yet to come', () => {
    expect(axisEnd([upTo(201)], [], steps)).toBe(200)
    expect(axisEnd([upTo(201)], [], steps, 201)).toBeGreaterThanOrEqual(201)
    expect(axisEnd([upTo(201)], [], steps, 40)).toBe(200)
  })

  it('has a length before any time has passed', () => {
    const clock = timelineOf('seconds', { batch: 1, stepsPerEpoch: 1, series: undefined })
    expect(axisEnd([], [], clock)).toBe(1)
  })
})
