import { expect, it } from 'vitest'
import { arrowTarget } from './arrowTarget'

it('goes round and round, and to the ends', () => {
  expect(arrowTarget('ArrowRight', 2, 3, 'row')).toBe(0)
  expect(arrowTarget('ArrowLeft', 0, 3, 'row')).toBe(2)
  expect(arrowTarget('ArrowDown', 0, 3, 'column')).toBe(1)
  expect(arrowTarget('ArrowUp', -1, 3, 'column')).toBe(2)
  expect(arrowTarget('Home', 1, 3, 'row')).toBe(0)
  expect(arrowTarget('End', 1, 3, 'column')).toBe(2)
})

it('leaves every other key alone', () => {
  for (const key of ['ArrowDown', 'Tab', 'a']) expect(arrowTarget(key, 0, 3, 'row')).toBeUndefined()
  expect(arrowTarget('ArrowRight', 0, 3, 'column')).toBeUndefined()
})
