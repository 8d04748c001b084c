import { expect, it } from 'vitest'
import { coresBesideSlowPage, coresOf, defaultCores, keptCores } from './cores'

it('uses one core where memory is short or nothing is known', () => {
  expect(coresOf({})).toBe(1)
  expect(coresOf({ hardwareConcurrency: 8, deviceMemory: 2 })).toBe(1)
  expect(coresOf({ hardwareConcurrency: 8, deviceMemory: 4 })).toBe(8)
  // Firefox and Safari tell nothing of their memory.
  expect(coresOf({ hardwareConcurrency: 8 })).toBe(8)
})

it('leaves a core to the page where there are more than two', () => {
  expect([1, 2, 3, 8].map(defaultCores)).toEqual([1, 2, 2, 7])
})

it('takes a kept number where it fits this machine', () => {
  expect(keptCores('3', 4)).toEqual({ count: 3, isChosen: true })
  expect(keptCores('1', 4)).toEqual({ count: 1, isChosen: true })
  for (const wrong of [null, '', '0', '5', '2.5', '-1', 'many', 'Infinity'])
    expect(keptCores(wrong, 4)).toEqual({ count: 3, isChosen: false })
})

it('leaves a core to a slow page, unless all are wanted or one is left', () => {
  const beside = (count: number, isChosen: boolean, all: number) =>
    coresBesideSlowPage({ count, isChosen }, all)
  expect(beside(2, false, 2)).toBe(1)
  expect(beside(2, true, 2)).toBe(2)
  expect(beside(1, false, 1)).toBe(1)
  expect(beside(1, false, 2)).toBe(1)
  expect(beside(7, false, 8)).toBe(7)
})
