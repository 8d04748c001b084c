import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createThrottle } from './throttle'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('lets the first call through at once and the last one at the end of the interval', () => {
  const seen: number[] = []
  const throttle = createThrottle<number>(100, (value) => seen.push(value))
  for (const value of [1, 2, 3]) throttle.call(value)
  expect(seen).toEqual([1])
  vi.advanceTimersByTime(100)
  expect(seen).toEqual([1, 3])
  throttle.call(4)
  expect(seen).toEqual([1, 3])
  vi.advanceTimersByTime(100)
  expect(seen).toEqual([1, 3, 4])
  vi.advanceTimersByTime(500)
  throttle.call(5)
  expect(seen).toEqual([1, 3, 4, 5])
})

it('flushes what waits, once', () => {
  const seen: number[] = []
  const throttle = createThrottle<number>(100, (value) => seen.push(value))
  throttle.call(1)
  throttle.call(2)
  throttle.flush()
  throttle.flush()
  vi.advanceTimersByTime(1000)
  expect(seen).toEqual([1, 2])
})
