import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { isLiveMoment, looksCheap, secondsPerStep, type ProbeMoment } from './probePlan'

const moment = (changes: Partial<ProbeMoment>): ProbeMoment => ({
  ...{ phase: 'paused', pace: null, secondsPerStep: 0.01, looksCheap: true },
  ...changes,
})

describe('the picture along the gradient', () => {
  it('is live while paused or slow, and still at full speed', () => {
    expect(isLiveMoment(moment({}))).toBe(true)
    expect(isLiveMoment(moment({ phase: 'training' }))).toBe(false)
    expect(isLiveMoment(moment({ phase: 'training', pace: 5 }))).toBe(true)
    expect(isLiveMoment(moment({ phase: 'training', pace: 30 }))).toBe(false)
    expect(isLiveMoment(moment({ phase: 'loading' }))).toBe(false)
  })

  it('waits to be asked for where a look takes long', () => {
    expect(isLiveMoment(moment({ secondsPerStep: 0.5 }))).toBe(false)
    expect(isLiveMoment(moment({ secondsPerStep: null, looksCheap: false }))).toBe(false)
    expect(isLiveMoment(moment({ secondsPerStep: 0.5, pace: 2 }))).toBe(true)
  })

  it('takes a small network for cheap before any step was timed, and a large one not', () => {
    const cheap = (link: string) => looksCheap(decodeLink(link).experiment)
    expect(cheap('')).toBe(true)
    expect(cheap('data=spirals')).toBe(true)
    expect(cheap('data=cifar10&model=resnet')).toBe(false)
    expect(cheap('width=1024&depth=4')).toBe(false)
  })

  it('times the last steps', () => {
    expect(secondsPerStep(undefined)).toBeNull()
    expect(secondsPerStep(Float64Array.of(0))).toBeNull()
    expect(secondsPerStep(Float64Array.of(0, 0.5, 1))).toBe(0.5)
    const slowStart = Float64Array.from({ length: 30 }, (_, i) => (i === 0 ? 0 : 9 + i / 10))
    expect(secondsPerStep(slowStart)).toBeCloseTo(0.1, 9)
  })
})
