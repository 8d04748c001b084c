import { describe, expect, it } from 'vitest'
import { thumbnailPaths } from './thumbnailPaths'

describe('thumbnailPaths', () => {
  it('puts the largest loss at the top and the smallest at the bottom, in logarithms', () => {
    expect(thumbnailPaths([[100, 10, 1], [10]], 104, 44)).toEqual([
      'M2.0 2.0L52.0 22.0L102.0 42.0',
      'M2.0 22.0',
    ])
  })

  it('breaks the line where there is no number, and draws 0 on the floor', () => {
    expect(thumbnailPaths([[1, null, 0.5, 0]], 34, 44)).toEqual(['M2.0 2.0M22.0 42.0L32.0 42.0'])
  })

  it('draws nothing of nothing', () => {
    expect(thumbnailPaths([[], [null], [0]], 10, 10)).toEqual(['', '', ''])
  })
})
