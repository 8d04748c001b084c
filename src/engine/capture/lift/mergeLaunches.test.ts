import { describe, expect, it } from 'vitest'
import { mergeLaunches } from './mergeLaunches'

describe('merging the launches of several runs', () => {
  it('launches once what all do alike, and then each kind by itself', () => {
    const merged = mergeLaunches([
      ['forward', 'backward', 'alig', 'metrics'],
      ['forward', 'backward', 'adam'],
      ['forward', 'backward', 'alig', 'metrics'],
    ])
    expect(merged.order).toEqual([0, 2, 1])
    expect(merged.launches).toEqual([
      { first: 0, count: 3, index: 0 },
      { first: 0, count: 3, index: 1 },
      { first: 0, count: 2, index: 2 },
      { first: 0, count: 2, index: 3 },
      { first: 2, count: 1, index: 2 },
    ])
  })

  it('keeps apart what has once parted', () => {
    const { launches } = mergeLaunches([
      ['a', 'x', 'same'],
      ['a', 'y', 'same'],
    ])
    expect(launches).toHaveLength(5)
  })

  it.each([
    [[[]], [0], 0],
    [[['a', 'b']], [0], 2],
    [[['a'], ['a', 'b'], ['a']], [0, 2, 1], 2],
    [[], [], 0],
  ])('of %j gives the order %j and %i launches', (runs, order, count) => {
    const merged = mergeLaunches(runs)
    expect(merged.order).toEqual(order)
    expect(merged.launches).toHaveLength(count)
  })
})
