import { describe, expect, it } from 'vitest'
import { createStream } from '../../random/stream'
import { lifetimesOf, placeBuffers, withoutDead, type Use } from './liveness'

const use = (writes: string, ...reads: string[]): Use<string> => ({ writes, reads })

describe('withoutDead', () => {
  it('keeps what the results depend on, in order', () => {
    const uses = [use('a', 'x'), use('dead', 'a'), use('b', 'a'), use('deader', 'dead')]
    expect(withoutDead(uses, ['b'])).toEqual([use('a', 'x'), use('b', 'a')])
  })

  it('keeps every write to a buffer that is filled in parts', () => {
    const uses = [use('a', 'x'), use('a', 'y'), use('b', 'a')]
    expect(withoutDead(uses, ['b'])).toEqual(uses)
  })
})

describe('lifetimesOf', () => {
  it('spans first to last use, and for ever for results; inputs have none', () => {
    const uses = [use('a', 'x'), use('b', 'a'), use('c', 'b', 'a')]
    const lifetimes = lifetimesOf(uses, ['c'], (name) => (name === 'x' ? undefined : 4))
    expect(Object.fromEntries(lifetimes)).toEqual({
      a: { size: 4, first: 0, last: 2 },
      b: { size: 4, first: 1, last: 2 },
      c: { size: 4, first: 2, last: Infinity },
    })
  })
})

describe('placeBuffers', () => {
  it('takes the smallest free slot that fits, and grows the largest where none does', () => {
    const { slots, slotOf } = placeBuffers(
      new Map([
        ['large', { size: 100, first: 0, last: 1 }],
        ['small', { size: 10, first: 0, last: 1 }],
        ['fits', { size: 8, first: 2, last: 9 }],
        ['grows', { size: 120, first: 2, last: 9 }],
        ['new', { size: 1, first: 3, last: 9 }],
      ]),
    )
    expect(Object.fromEntries(slotOf)).toEqual({ large: 0, small: 1, fits: 1, grows: 0, new: 2 })
    expect(slots).toEqual([120, 10, 1])
  })

  it('never lets two buffers of one launch share', () => {
    const { slots } = placeBuffers(
      new Map([
        ['read', { size: 4, first: 0, last: 1 }],
        ['written', { size: 4, first: 1, last: 2 }],
      ]),
    )
    expect(slots).toHaveLength(2)
  })

  it('keeps buffers apart that live at the same time, whatever they are', () => {
    const stream = createStream(1, 'data')
    for (let round = 0; round < 50; round++) {
      const lifetimes = new Map(
        Array.from({ length: 40 }, (_, name) => {
          const first = stream.below(60)
          const last = first + stream.below(10)
          return [name, { size: 1 + stream.below(100), first, last }] as const
        }),
      )
      const { slots, slotOf } = placeBuffers(lifetimes)
      for (const [a, one] of lifetimes) {
        expect(slots[slotOf.get(a)!]).toBeGreaterThanOrEqual(one.size)
        for (const [b, other] of lifetimes) {
          if (a >= b || slotOf.get(a) !== slotOf.get(b)) continue
          expect(one.last < other.first || other.last < one.first).toBe(true)
        }
      }
    }
  })
})
