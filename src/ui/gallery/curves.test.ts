import { describe, expect, it } from 'vitest'
import { curvePath, encodeCurves } from './curves'

/** Heights of the points of a path, in a picture that is 1 high. */
const heights = (curve: string) =>
  [...curvePath(curve, 1, 1).matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => 1 - Number(y))

describe('curves', () => {
  it('share one logarithmic axis, from the smallest to the largest step', () => {
    const [low, rising] = encodeCurves([
      [0.01, 0.01, 0.01],
      [0.1, 1, 10],
    ])
    expect(heights(low!)).toEqual([0, 0, 0])
    expect(heights(rising!)[0]).toBeCloseTo(1 / 3, 1)
    expect(heights(rising!)[1]).toBeCloseTo(2 / 3, 1)
    expect(heights(rising!)[2]).toBe(1)
  })

  it('have a column for every few steps, with their median', () => {
    const steps = Array.from({ length: 480 }, (_, i) => (i % 10 === 0 ? 1e6 : 1 + i / 100))
    const [curve] = encodeCurves([steps])
    expect(curve).toHaveLength(48)
    expect(heights(curve!).at(-1)).toBeLessThan(1)
    expect(heights(curve!)).toEqual([...heights(curve!)].sort((a, b) => a - b))
  })

  it('lie in the middle where nothing moves', () => {
    const [curve] = encodeCurves([[0.1, 0.1, 0.1]])
    for (const height of heights(curve!)) expect(height).toBeCloseTo(0.5, 1)
  })

  it('can be seen of a run that diverged within the first column', () => {
    expect(curvePath('_...', 3, 1)).toBe('M0.0 0.0L1.0 0.0')
    expect(curvePath('..._', 3, 1)).toBe('M3.0 0.0L3.0 0.0')
  })

  it('end where a run diverged, and begin again after a step without a size', () => {
    const [short, whole] = encodeCurves([
      [1, NaN, 1],
      [1, 1, 1, 10],
    ])
    expect(short).toMatch(/^\w\.\w\.$/)
    expect(curvePath(short!, 3, 1).match(/M/g)).toHaveLength(2)
    expect(curvePath(whole!, 3, 1).match(/M/g)).toHaveLength(1)
  })
})
