import { describe, expect, it } from 'vitest'
import { asRunId, type RunId } from '../../spec/runId'
import { planWindow, smallestWindow, type Part, type WindowPlan } from './plan'

const placesOf = (...places: readonly number[]) =>
  new Map(places.map((place, run) => [asRunId(run), place]))

const stepsOf = (parts: readonly Part[]) => parts.reduce((sum, { from, to }) => sum + to - from, 0)

/**
 * Does a plan as helpers do it, each its parts in order and one step at a time; a part whose run is
 * elsewhere waits. @returns steps until everybody is done, and the steps of each run in order
 */
function carryOut(places: ReadonlyMap<RunId, number>, { parts }: WindowPlan) {
  const where = new Map(places)
  const done = new Map([...places.keys()].map((run): [RunId, number[]] => [run, []]))
  const left = parts.map((own) => own.map((part) => ({ ...part, at: part.from })))
  let time = 0
  while (left.some((own) => own.length > 0)) {
    if (time++ > 1000) throw new Error('They wait for each other.')
    const passed: [RunId, number][] = []
    left.forEach((own, helper) => {
      let hasStepped = false
      while (own.length > 0 && !hasStepped) {
        const part = own[0]!
        if (where.get(part.run) !== helper) return
        if (part.at < part.to) {
          done.get(part.run)!.push(part.at++)
          hasStepped = true
        }
        if (part.at === part.to) {
          own.shift()
          if (part.passTo !== undefined) passed.push([part.run, part.passTo])
        }
      }
    })
    for (const [run, to] of passed) where.set(run, to)
  }
  return { time, done, where }
}

describe('a plan', () => {
  it('shares three runs evenly between two helpers, and waits for nothing', () => {
    let places: ReadonlyMap<RunId, number> = placesOf(0, 0, 1)
    let isMirrored = false
    for (let window = 0; window < 4; window++) {
      const plan = planWindow(places, 2, 4, isMirrored)
      expect(plan.parts.map(stepsOf)).toEqual([6, 6])
      const { time, where } = carryOut(places, plan)
      expect(where).toEqual(plan.places)
      expect(time).toBe(window === 0 ? 7 : 6)
      // One run changes hands in a window, in the middle of it.
      if (window > 0)
        expect(plan.parts.flat().filter(({ passTo }) => passTo !== undefined)).toHaveLength(1)
      places = plan.places
      isMirrored = !isMirrored
    }
  })

  it('does every step of every run once and in order, however many there are of each', () => {
    for (let runs = 1; runs <= 9; runs++)
      for (let helpers = 1; helpers <= runs; helpers++)
        for (const steps of [1, 2, 3, 7, smallestWindow(runs, helpers)])
          for (const isMirrored of [false, true]) {
            // More helpers than now are needed: runs have left.
            const places = placesOf(
              ...Array.from({ length: runs }, (_, run) => (run * 5) % (helpers + 2)),
            )
            const plan = planWindow(places, helpers, steps, isMirrored)
            const { done, where } = carryOut(places, plan)
            const all = Array.from({ length: steps }, (_, step) => step)
            for (const [, order] of done) expect(order).toEqual(all)
            expect(where).toEqual(plan.places)
            expect([...where.values()].every((place) => place < helpers)).toBe(true)
          }
  })

  it('has whole shares in the smallest window', () => {
    expect(smallestWindow(3, 2)).toBe(2)
    expect(smallestWindow(4, 2)).toBe(1)
    expect(smallestWindow(5, 4)).toBe(4)
    expect(smallestWindow(6, 4)).toBe(2)
  })
})
