import { describe, expect, it } from 'vitest'
import { defaultValues } from '../spec/hyperparameter'
import { scheduleFactor, scheduleOptions } from './schedule'

const values = (changed: Record<string, string | number>) => ({
  ...defaultValues(scheduleOptions),
  ...changed,
})

describe('scheduleFactor', () => {
  it('is 1 for ever when constant, which is the default', () => {
    expect(scheduleFactor(values({}), 0, 100)).toBe(1)
    expect(scheduleFactor(values({}), 1e6, 100)).toBe(1)
  })

  it('decays in steps at the first step of an epoch', () => {
    const step = values({ schedule: 'step', decayEvery: 2, decayFactor: 0.5 })
    const at = [0, 199, 200, 399, 400, 1000].map((t) => scheduleFactor(step, t, 100))
    expect(at).toEqual([1, 1, 0.5, 0.5, 0.25, 0.5 ** 5])
  })

  it('takes fractions of an epoch', () => {
    const step = values({ schedule: 'step', decayEvery: 0.5, decayFactor: 0.1 })
    expect(scheduleFactor(step, 4, 10)).toBe(1)
    expect(scheduleFactor(step, 5, 10)).toBe(0.1)
  })

  it('follows half a cosine down to 0 and stays there', () => {
    const cosine = values({ schedule: 'cosine', horizon: 4 })
    const at = (t: number) => scheduleFactor(cosine, t, 100)
    expect(at(0)).toBe(1)
    expect(at(100)).toBeCloseTo((1 + Math.SQRT1_2) / 2, 12)
    expect(at(200)).toBeCloseTo(0.5, 12)
    expect(at(400)).toBe(0)
    expect(at(9999)).toBe(0)
  })
})
