import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { EDIT_EVERY_MS, EditPace } from './editPace'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('makes few changes of a long drag, the first at once and the last in any case', () => {
  const pace = new EditPace()
  const seen: number[] = []
  // Two seconds of a slider that moves every 20 milliseconds.
  for (let i = 0; i <= 100; i++) {
    pace.call('maxLr', () => seen.push(i))
    vi.advanceTimersByTime(20)
  }
  vi.advanceTimersByTime(EDIT_EVERY_MS)
  expect(seen[0]).toBe(0)
  expect(seen.at(-1)).toBe(100)
  expect(seen.length).toBeLessThanOrEqual(2 + 2020 / EDIT_EVERY_MS)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
})

it('keeps different values apart', () => {
  const pace = new EditPace()
  const seen: string[] = []
  for (const value of ['maxLr', 'momentum', 'maxLr', 'momentum'])
    pace.call(value, () => seen.push(value))
  expect(seen).toEqual(['maxLr', 'momentum'])
  vi.advanceTimersByTime(EDIT_EVERY_MS)
  expect(seen).toHaveLength(4)
})

it('lets what waits act before something else, once, and then starts afresh', () => {
  const pace = new EditPace()
  const seen: number[] = []
  pace.call('maxLr', () => seen.push(1))
  pace.call('maxLr', () => seen.push(2))
  pace.flush()
  pace.flush()
  expect(seen).toEqual([1, 2])
  pace.call('maxLr', () => seen.push(3))
  vi.advanceTimersByTime(10 * EDIT_EVERY_MS)
  expect(seen).toEqual([1, 2, 3])
})
