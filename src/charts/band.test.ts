import { expect, it } from 'vitest'
import { decimateBand } from './band'
import { bandPath } from './linePath'

it('keeps every sample where there is room', () => {
  const samples = { low: [1, 2, NaN], high: [3, 4, NaN], x0: 5 }
  expect(decimateBand(samples, [5, 7])).toEqual([
    { x: 5, low: 1, high: 3 },
    { x: 6, low: 2, high: 4 },
    { x: 7, low: null, high: null },
  ])
})

it('hides no spike where samples share a bucket', () => {
  const low = Float32Array.from({ length: 1000 }, (_, i) => (i === 501 ? -7 : 0))
  const high = Float32Array.from({ length: 1000 }, (_, i) => (i === 303 ? 9 : 1))
  const points = decimateBand({ low, high, x0: 0 }, [0, 999], 50)
  expect(points.length).toBeLessThanOrEqual(50)
  expect(Math.min(...points.map((point) => point.low!))).toBe(-7)
  expect(Math.max(...points.map((point) => point.high!))).toBe(9)
})

it('is drawn as one area for each stretch between gaps', () => {
  const frame = {
    width: 10,
    height: 10,
    xDomain: [0, 10],
    yDomain: [0, 10],
    yScale: 'linear',
  } as const
  const band = [
    { x: 0, low: 1, high: 2 },
    { x: 1, low: 1, high: 3 },
    { x: 2, low: null, high: null },
    { x: 3, low: 0, high: 10 },
  ]
  expect(bandPath(band, frame)).toBe('M0 8L1 7L1 9L0 9ZM3 0L3 10Z')
})
