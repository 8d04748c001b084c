import { expect, it } from 'vitest'
import { linePath } from './linePath'

const frame = {
  width: 100,
  height: 50,
  xDomain: [0, 10],
  yDomain: [0, 1],
  yScale: 'linear',
} as const

it('goes through the points, upside down as pixels are', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 5, y: 0.5 },
    { x: 10, y: 1 },
  ]
  expect(linePath(points, frame)).toBe('M0.0 50.0L50.0 25.0L100.0 0.0')
})

it('is broken at gaps', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: null },
    { x: 2, y: 1 },
    { x: 3, y: 0 },
  ]
  expect(linePath(points, frame)).toBe('M0.0 0.0M20.0 0.0L30.0 50.0')
})

it('draws on the floor what a log axis cannot show', () => {
  const log = { ...frame, yDomain: [0.01, 1], yScale: 'log' } as const
  const points = [
    { x: 0, y: 0.1 },
    { x: 1, y: 0 },
    { x: 2, y: 1e-9 },
  ]
  expect(linePath(points, log)).toBe('M0.0 25.0L10.0 50.0L20.0 50.0')
})
