import { expect, it } from 'vitest'
import { mixUps } from './confusions'

it('finds what is most often taken for something else', () => {
  const confusion = Uint32Array.of(50, 2, 0, 7, 40, 2, 1, 0, 60)
  expect(mixUps(confusion, 3, 3)).toEqual([
    { label: 1, predicted: 0, count: 7 },
    { label: 0, predicted: 1, count: 2 },
    { label: 1, predicted: 2, count: 2 },
  ])
  expect(mixUps(confusion, 3, 9)).toHaveLength(4)
  expect(mixUps(Uint32Array.of(5, 0, 0, 5), 2, 3)).toEqual([])
})
