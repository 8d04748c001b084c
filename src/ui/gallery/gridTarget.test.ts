import { expect, it } from 'vitest'
import { gridTarget } from './gridTarget'

/** Three in a row, two in the next, which belong to another group, and one below. */
const places = [
  { left: 0, top: 0 },
  { left: 100, top: 0.5 },
  { left: 200, top: 0 },
  { left: 0, top: 60 },
  { left: 100, top: 60 },
  { left: 0, top: 150 },
]

it('goes to the nearest in the next row', () => {
  expect(gridTarget('ArrowDown', 1, places)).toBe(4)
  expect(gridTarget('ArrowDown', 2, places)).toBe(4)
  expect(gridTarget('ArrowDown', 4, places)).toBe(5)
  expect(gridTarget('ArrowUp', 5, places)).toBe(3)
  expect(gridTarget('ArrowUp', 4, places)).toBe(1)
})

it('stays where there is no further row', () => {
  expect(gridTarget('ArrowDown', 5, places)).toBe(5)
  expect(gridTarget('ArrowUp', 1, places)).toBe(1)
})

it('goes round and round to the sides, and to the ends', () => {
  expect(gridTarget('ArrowRight', 2, places)).toBe(3)
  expect(gridTarget('ArrowLeft', 0, places)).toBe(5)
  expect(gridTarget('End', 0, places)).toBe(5)
  expect(gridTarget('ArrowDown', -1, places)).toBeUndefined()
  expect(gridTarget('Tab', 0, places)).toBeUndefined()
})
