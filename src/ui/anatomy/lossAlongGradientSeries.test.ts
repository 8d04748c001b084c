import { describe, expect, it } from 'vitest'
import { lossAt, lossAlongGradientPicture } from './lossAlongGradientSeries'

const report = {
  step: 3,
  loss: 2,
  gradNormSq: 4,
  points: [
    { stepSize: 0, loss: 2 },
    { stepSize: 0.2, loss: 1.5 },
    { stepSize: 0.5, loss: 0.9 },
    { stepSize: 1, loss: Infinity },
  ],
  values: { eps: 1, maxLr: 0.2 },
}
const style = { color: 'blue', marker: 'circle' } as const
const marker = (id: string, stepSize: number) => ({ id, label: id, stepSize, style })

describe('lossAt', () => {
  it('is what was measured, and between two points on the line through them', () => {
    expect(lossAt(report, 0)).toBe(2)
    expect(lossAt(report, 0.2)).toBe(1.5)
    expect(lossAt(report, 0.35)).toBeCloseTo(1.2)
    expect(lossAt(report, 0.7)).toBeNull()
    expect(lossAt(report, 2)).toBeNull()
  })
})

describe('probePicture', () => {
  it('has a tangent of slope -|g|^2 that meets zero at loss / |g|^2', () => {
    const tangent = lossAlongGradientPicture(report, style, []).series.find(
      ({ id }) => id === 'tangent',
    )!
    expect(tangent.points).toEqual([
      { x: 0, y: 2 },
      { x: 0.5, y: 0 },
    ])
    expect((tangent.valueAt!(0.3)! - tangent.valueAt!(0.1)!) / 0.2).toBeCloseTo(-4)
  })

  it('puts every step on the curve and leaves out what lies beyond it', () => {
    const { series, marks } = lossAlongGradientPicture(report, style, [
      marker('a', 0.2),
      marker('b', 7),
    ])
    expect(series.map(({ id }) => id)).toEqual(['curve', 'tangent', 'a'])
    expect(series[2]!.points).toEqual([{ x: 0.2, y: 1.5 }])
    expect(marks.map(({ x }) => x)).toEqual([0.2])
  })

  it('breaks the curve where the loss is not finite, and stays within its ceiling', () => {
    const { series, yDomain, xDomain } = lossAlongGradientPicture(report, style, [])
    expect(series[0]!.points.at(-1)).toEqual({ x: 1, y: null })
    expect(xDomain).toEqual([0, 1])
    expect(yDomain[0]).toBe(0)
    expect(yDomain[1]).toBeGreaterThanOrEqual(2)
    expect(yDomain[1]).toBeLessThanOrEqual(4)
  })
})
