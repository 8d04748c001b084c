import { describe, expect, it } from 'vitest'
import { afterChange, NONE, stepped } from './currentNote'

describe('the note in sight', () => {
  it('is the first at the beginning', () => {
    expect(afterChange(NONE, ['warning', 'hints']).current).toBe('warning')
    expect(afterChange(NONE, []).current).toBeNull()
  })

  it('is one that has just come, wherever it stands', () => {
    const before = afterChange(NONE, ['preset', 'hints'])
    expect(afterChange(before, ['error', 'preset', 'hints']).current).toBe('error')
    expect(afterChange(before, ['preset', 'late', 'hints']).current).toBe('late')
  })

  it('stays while others go, and gives its place to the next when it goes', () => {
    const before = stepped(afterChange(NONE, ['a', 'b', 'c']), 1)
    expect(before.current).toBe('b')
    expect(afterChange(before, ['b', 'c']).current).toBe('b')
    expect(afterChange(before, ['a', 'c']).current).toBe('c')
    expect(afterChange(before, ['a']).current).toBe('a')
    expect(afterChange(before, []).current).toBeNull()
  })

  it('is stepped through in a circle', () => {
    const first = afterChange(NONE, ['a', 'b'])
    expect(stepped(first, 1).current).toBe('b')
    expect(stepped(stepped(first, 1), 1).current).toBe('a')
    expect(stepped(first, -1).current).toBe('b')
    expect(stepped(NONE, 1).current).toBeNull()
  })
})
