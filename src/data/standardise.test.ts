import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PackedDataset } from '../spec/dataset'
import { cifar10 } from './cifar10/spec'
import { mnist } from './mnist/spec'
import { createStandardiser } from './standardise'

describe('createStandardiser', () => {
  it.each([
    ['MNIST', mnist],
    ['CIFAR-10', cifar10],
  ])(
    'computes (pixel / 255 - mean) / std of %s in float32',
    (_, { shape, statistics }: PackedDataset) => {
      const { input } = shape({})
      const { height, width, channels } = input
      const size = height * width * channels
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 3 * size, maxLength: 3 * size }), (images) => {
          const result = createStandardiser(input, statistics)(images)
          const expected = Float32Array.from(images, (pixel, i) => {
            const c = i % channels
            return (pixel / 255 - statistics.mean[c]!) / statistics.std[c]!
          })
          expect(result).toEqual(expected)
        }),
        { numRuns: 20 },
      )
    },
  )

  it('maps black and white of MNIST to the known ends', () => {
    const images = new Uint8Array(784).fill(255)
    images[0] = 0
    const result = createStandardiser(mnist.shape({}).input, mnist.statistics)(images)
    expect(result[0]).toBeCloseTo(-0.42421, 5)
    expect(result[1]).toBeCloseTo(2.82149, 5)
  })
})
