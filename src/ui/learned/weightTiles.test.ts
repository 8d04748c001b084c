import { describe, expect, it } from 'vitest'
import { seenShape, weightTiles } from './weightTiles'

const grey = { height: 1, width: 2, channels: 1 }

describe('the pictures of weights', () => {
  it('are as large as what a unit looks at', () => {
    const input = { height: 28, width: 28, channels: 1 }
    expect(seenShape({ inputs: [784] }, input)).toEqual(input)
    expect(seenShape({ inputs: [5, 5, 1] }, input)).toEqual({ height: 5, width: 5, channels: 1 })
    expect(seenShape({ inputs: [2] }, { height: 1, width: 1, channels: 2 })).toBeNull()
  })

  it('have two colours around zero, on one scale for all units', () => {
    // Two pixels, two units: [pixel, unit].
    const layer = { inputs: [2], shown: 2, weights: Float32Array.of(2, 0, -2, 1) }
    const { tiles, width, height } = weightTiles(layer, grey)
    expect([width, height, tiles.length]).toEqual([2, 1, 2])
    expect([...tiles[0]!]).toEqual([217, 95, 2, 255, 30, 100, 200, 255])
    const [r, g, b] = tiles[1]!
    expect([r, g, b]).toEqual([250, 250, 250])
    // Half of the largest weight is half of the way to its colour.
    expect(tiles[1]![4]).toBe(Math.round((250 + 217) / 2))
  })

  it('are in colour where the images are', () => {
    const layer = { inputs: [3], shown: 1, weights: Float32Array.of(1, 0, -1) }
    const { tiles } = weightTiles(layer, { height: 1, width: 1, channels: 3 })
    expect([...tiles[0]!]).toEqual([255, 128, 0, 255])
  })

  it('are plain where all weights are zero', () => {
    const layer = { inputs: [2], shown: 1, weights: new Float32Array(2) }
    expect([...weightTiles(layer, grey).tiles[0]!]).toEqual([
      250, 250, 250, 255, 250, 250, 250, 255,
    ])
  })
})
