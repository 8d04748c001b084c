import { expect, it } from 'vitest'
import { placeMarks } from './markLabels'

const area = { left: 50, top: 0, width: 500, height: 200 }
const mark = (x: number) => ({ x, label: 'maxLr 0.2 → 1', color: 'red' })

it('puts words that would lie on each other into different rows, the latest one on top', () => {
  const placed = placeMarks([mark(10), mark(12), mark(14)], [0, 100], area)
  expect(placed.map(({ mark, row }) => [mark.x, row])).toEqual([
    [14, 0],
    [12, 1],
    [10, 2],
  ])
})

it('leaves out words for which no row is free, but never the line', () => {
  const placed = placeMarks([1, 2, 3, 4, 5].map(mark), [0, 100], area)
  expect(placed.map(({ row }) => row)).toEqual([0, 1, 2, null, null])
})

it('turns words at the right edge to the left of their line', () => {
  const placed = placeMarks([mark(20), mark(99)], [0, 100], area)
  expect(placed.map(({ before }) => before)).toEqual([true, false])
})

it('shows what is inside of the axis only', () => {
  expect(placeMarks([mark(-1), mark(50), mark(101)], [0, 100], area)).toHaveLength(1)
})
