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
  expect(linePath(points, frame)).toBe('M0 50L50 25L100 0')
})

it('is broken at gaps', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: null },
    { x: 2, y: 1 },
    { x: 3, y: 0 },
  ]
  expect(linePath(points, frame)).toBe('M0 0M20 0L30 50')
})

it('draws on the floor what a log axis cannot show', () => {
  const log = { ...frame, yDomain: [0.01, 1], yScale: 'log' } as const
  const points = [
    { x: 0, y: 0.1 },
    { x: 1, y: 0 },
    { x: 2, y: 1e-9 },
  ]
  expect(linePath(points, log)).toBe('M0 25L10 50L20 50')
})

it('lets a line leave an open frame, by no more than its height', () => {
  const log = { ...frame, yDomain: [0.01, 1], yScale: 'log', isOpen: true } as const
  const points = [
    { x: 0, y: 0.1 },
    { x: 1, y: 0.001 },
    { x: 2, y: 0 },
  ]
  expect(linePath(points, log)).toBe('M0 25L10 75L20 100')
})
