import { describe, expect, it } from 'vitest'
import { indexAt, lastX, latestPoint, markedPoints, shownValue } from './lookup'
import type { ChartSeries } from './types'

const points = [
  { x: 0, y: 1 },
  { x: 2, y: 3 },
  { x: 5, y: null },
]
const series: ChartSeries = { id: 'a', label: 'a', color: 'red', points }

describe('indexAt', () => {
  it('finds the last point at or before x', () => {
    expect([-1, 0, 1, 2, 4.9, 5, 99].map((x) => indexAt(points, x))).toEqual([-1, 0, 0, 1, 1, 2, 2])
  })
})

describe('shown values', () => {
  it('are the latest without a cursor, and exact ones at the cursor where the series has them', () => {
    expect(latestPoint(points)).toEqual({ x: 2, y: 3 })
    expect(shownValue(series, null)).toBe(3)
    expect(shownValue(series, 1)).toBe(1)
    expect(shownValue({ ...series, valueAt: (x) => 10 * x }, 4)).toBe(40)
    expect(shownValue({ ...series, points: [] }, null)).toBeNull()
  })

  it('reach as far as the longest series', () => {
    expect(lastX([series, { ...series, points: [] }], [0, 10])).toBe(5)
    expect(lastX([], [3, 10])).toBe(3)
  })
})

describe('markedPoints', () => {
  const line = (count: number) => Array.from({ length: count }, (_, x) => ({ x, y: x }))

  it('keep their place while the series grows within the same axis', () => {
    const before = markedPoints(line(600), [0, 1000], 8, 0.37)
    const after = markedPoints(line(900), [0, 1000], 8, 0.37)
    expect(before.length).toBeGreaterThan(2)
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.length).toBeGreaterThan(before.length)
  })

  it('are not repeated, not in gaps and not outside of the axis', () => {
    expect(markedPoints(points, [0, 100], 10, 0)).toEqual([points[0]])
    expect(markedPoints(line(100), [50, 60], 4, 0).every(({ x }) => x >= 50 && x <= 60)).toBe(true)
    expect(markedPoints(line(10), [5, 5], 4, 0)).toEqual([])
  })
})
