import { expect, it } from 'vitest'
import { lateShare } from './lateShare'

it('counts the last values alone', () => {
  expect(lateShare(Float32Array.of(1, 1, 0, 0, 1, 0), 4)).toBe(0.25)
  expect(lateShare(Float32Array.of(1, 0), 100)).toBe(0.5)
  expect(lateShare(new Float32Array(), 4)).toBeNull()
  expect(lateShare(undefined, 4)).toBeNull()
})
