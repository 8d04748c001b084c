import { describe, expect, it } from 'vitest'
import { GPU_TILES, SOFTWARE_TILES, tilesFor } from './tiles'
import { balanced, divisorUpTo, vectorWidthOf } from './wgsl'

describe('the choice of tiles', () => {
  it.each([
    { vendor: 'google', architecture: 'swiftshader' },
    { vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' },
    { vendor: 'microsoft', description: 'Microsoft Basic Render Driver' },
  ])('%j is a software adapter', (info) => {
    expect(tilesFor(info)).toBe(SOFTWARE_TILES)
  })

  it.each([
    { vendor: 'nvidia', architecture: 'hopper' },
    { vendor: 'apple', architecture: 'metal-3' },
    {},
  ])('%j is a GPU', (info) => {
    expect(tilesFor(info)).toBe(GPU_TILES)
  })
})

describe('tile arithmetic', () => {
  it('balances tiles', () => {
    expect([balanced(28, 8), balanced(24, 8), balanced(3, 8), balanced(5, 3)]).toEqual([7, 8, 3, 3])
  })

  it('takes whole divisors', () => {
    expect([divisorUpTo(12, 8), divisorUpTo(7, 4), divisorUpTo(4, 0.5)]).toEqual([6, 1, 1])
  })

  it('takes the widest vector that fits', () => {
    expect([vectorWidthOf(12), vectorWidthOf(10), vectorWidthOf(7)]).toEqual([4, 2, 1])
  })
})
