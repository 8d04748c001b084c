import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochOrder } from './order'

describe('epochOrder', () => {
  it('never changes: links count on these orders', () => {
    expect([...epochOrder(10, 1, true, 0)]).toEqual([9, 6, 2, 7, 4, 1, 3, 8, 0, 5])
    expect([...epochOrder(10, 1, true, 3)]).toEqual([1, 9, 8, 7, 2, 6, 5, 4, 3, 0])
  })

  it('is file order in every epoch where shuffling is off', () => {
    expect([...epochOrder(4, 1, false, 0)]).toEqual([0, 1, 2, 3])
    expect([...epochOrder(4, 9, false, 5)]).toEqual([0, 1, 2, 3])
  })

  it('holds every image once, and is another one in another epoch and for another seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 2 }), fc.nat(1000), (seed, epoch) => {
        const order = epochOrder(200, seed, true, epoch)
        expect([...order].sort((a, b) => a - b)).toEqual([...epochOrder(200, 0, false, 0)])
        expect(order).not.toEqual(epochOrder(200, seed, true, epoch + 1))
        expect(order).not.toEqual(epochOrder(200, seed + 1, true, epoch))
      }),
    )
  })
})
