import { expect, it } from 'vitest'
import { lateDomain } from './lateDomain'

const series = (ys: number[], legend = true) => ({
  id: 'a',
  label: 'a',
  color: 'red',
  legend,
  points: ys.map((y, x) => ({ x, y })),
})

it('fits what comes after the first quarter of the axis', () => {
  expect(lateDomain([series([0.1, 0.4, 0.93, 0.94, 0.96, 0.95])], [0, 5])).toEqual([0.92, 1])
})

it('is the whole range while there is nothing late', () => {
  expect(lateDomain([series([0.1, 0.2])], [0, 10])).toEqual([0, 1])
  expect(lateDomain([], [0, 10])).toEqual([0, 1])
})

it('does not follow raw lines in the background', () => {
  expect(lateDomain([series([0, 0, 0.5, 0.5], false)], [0, 3])).toEqual([0, 1])
})
