import { describe, expect, it } from 'vitest'
import { modelSpec } from '../../models/specs'
import type { ParameterTensor } from '../../spec/model'
import { initialWeights } from './initialWeights'

const kernel = (size: number, fanIn: number, gain?: number): ParameterTensor => ({
  name: 'kernel',
  shape: [size],
  init: 'he',
  fanIn,
  ...(gain === undefined ? {} : { gain }),
})
const bias: ParameterTensor = { name: 'bias', shape: [7], init: 'zeros', fanIn: 3 }

describe('initialWeights', () => {
  it('draws normals of variance 2 / fanIn and leaves biases at 0', () => {
    const count = 40_000
    const weights = initialWeights([kernel(count, 50), bias], 1)
    const drawn = weights.subarray(0, count)
    const mean = drawn.reduce((sum, w) => sum + w, 0) / count
    const variance = drawn.reduce((sum, w) => sum + (w - mean) ** 2, 0) / count
    // Four standard errors: sqrt(variance / count) and variance sqrt(2 / count).
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(0.04 / count))
    expect(Math.abs(variance - 0.04)).toBeLessThan(4 * 0.04 * Math.sqrt(2 / count))
    expect([...weights.subarray(count)]).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('multiplies by the gain', () => {
    const whole = initialWeights([kernel(20, 4)], 9)
    const half = initialWeights([kernel(20, 4, 0.5)], 9)
    expect([...half]).toEqual([...whole].map((w) => w / 2))
  })

  it('gives the same bits for the same seed, others for another', () => {
    const tensors = [kernel(30, 4), bias]
    expect(initialWeights(tensors, 5)).toEqual(initialWeights(tensors, 5))
    expect(initialWeights(tensors, 5)).not.toEqual(initialWeights(tensors, 6))
  })

  it('gives each tensor its own stream', () => {
    const [first, second] = [kernel(10, 4), kernel(10, 4)]
    const both = initialWeights([first, second], 1)
    expect([...both.subarray(0, 10)]).not.toEqual([...both.subarray(10)])
    const longer = initialWeights([kernel(25, 4), second], 1)
    expect([...longer.subarray(25)]).toEqual([...both.subarray(10)])
  })

  it('is pinned: links promise these weights', () => {
    const tensors = modelSpec('mlp').tensors(
      { width: 8, depth: 1, activation: 'relu' },
      { height: 2, width: 1, channels: 1 },
      2,
    )
    const weights = initialWeights(tensors, 1)
    expect(weights).toHaveLength(2 * 8 + 8 + 8 * 2 + 2)
    expect([...weights.subarray(0, 3)]).toEqual([
      0.8604464530944824, -1.1904770135879517, 0.6626508235931396,
    ])
    expect([...weights.subarray(24, 26)]).toEqual([-0.9691963791847229, -0.37988266348838806])
  })
})
