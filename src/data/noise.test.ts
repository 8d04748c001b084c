import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noisyLabels } from './noise'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const labels = fc.uint8Array({ max: 9, maxLength: 400 })
const wrongOnes = (clean: Uint8Array, noisy: Uint8Array) =>
  [...clean.keys()].filter((i) => clean[i] !== noisy[i])

describe('noisyLabels', () => {
  it('never changes: links count on these labels', () => {
    const noisy = noisyLabels(new Uint8Array(12), 0.5, 10, 1)
    expect([...noisy]).toEqual([9, 0, 3, 0, 0, 0, 5, 0, 3, 0, 7, 8])
  })

  it('makes exactly the asked share wrong, with valid classes, and leaves its input alone', () => {
    fc.assert(
      fc.property(labels, share, seed, (clean, p, key) => {
        const before = clean.slice()
        const noisy = noisyLabels(clean, p, 10, key)
        expect(wrongOnes(clean, noisy)).toHaveLength(Math.round(clean.length * p))
        expect(noisy.every((label) => label < 10)).toBe(true)
        expect(clean).toEqual(before)
      }),
    )
  })

  it('is nested: with a larger share, what was wrong stays wrong in the same way', () => {
    fc.assert(
      fc.property(labels, share, share, seed, (clean, p, q, key) => {
        const less = noisyLabels(clean, Math.min(p, q), 10, key)
        const more = noisyLabels(clean, Math.max(p, q), 10, key)
        for (const i of wrongOnes(clean, less)) expect(more[i]).toBe(less[i])
      }),
    )
  })

  it('draws all other classes equally often', () => {
    const noisy = noisyLabels(new Uint8Array(45000).fill(3), 1, 10, 7)
    const counts = Array.from({ length: 10 }, (_, c) => noisy.filter((x) => x === c).length)
    expect(counts[3]).toBe(0)
    const chiSquare = counts
      .filter((_, c) => c !== 3)
      .reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0)
    // 8 degrees of freedom: 26.1 is exceeded once in a thousand.
    expect(chiSquare).toBeLessThan(26.1)
  })
})
