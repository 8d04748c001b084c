import { describe, expect, it } from 'vitest'
import { pack } from './packing'

const bytes = (...values: number[]) => Uint8Array.from(values).buffer

describe('pack', () => {
  it('aligns pieces, and stores equal ones once', () => {
    const { bytes: all, offsets } = pack(
      new Map([
        ['a', bytes(1, 2, 3, 4)],
        ['b', bytes(5, 6, 7, 8, 9, 10, 11, 12)],
        ['c', bytes(1, 2, 3, 4)],
        ['d', bytes(1, 2, 3, 4, 0, 0, 0, 0)],
      ]),
      16,
    )
    expect(Object.fromEntries(offsets)).toEqual({ a: 0, b: 16, c: 0, d: 32 })
    expect([...all.subarray(0, 4)]).toEqual([1, 2, 3, 4])
    expect([...all.subarray(16, 24)]).toEqual([5, 6, 7, 8, 9, 10, 11, 12])
    expect([...all.subarray(32)]).toEqual([1, 2, 3, 4, 0, 0, 0, 0])
  })

  it('is empty for nothing', () => {
    expect(pack(new Map(), 256).bytes).toHaveLength(0)
  })
})
