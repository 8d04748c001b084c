import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBatchSource } from './batchSource'
import { DataError } from './datasetLoader'
import { epochOrder } from './order'

const input = { height: 1, width: 2, channels: 1 }

/** Image i holds the pixels i and 100 + i and has the label i % 10. */
function source(count: number, batch: number, shuffle = true, augment = false) {
  const images = Uint8Array.from({ length: 2 * count }, (_, i) => (i % 2) * 100 + (i >> 1))
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10)
  const train = { images, labels, count }
  return createBatchSource({ train, input, batch, seed: 1, shuffle, augment })
}

describe('createBatchSource', () => {
  it('gathers images and labels of the same indices', () => {
    const { images, labels, indices } = source(50, 7).batchAt(3)
    expect(indices).toHaveLength(7)
    expect([...labels]).toEqual([...indices].map((index) => index % 10))
    const pixels = [...indices].flatMap((index) => [index, 100 + index])
    expect([...images]).toEqual(pixels)
  })

  it('goes through the order of each epoch and drops the incomplete last batch', () => {
    const { stepsPerEpoch, batchAt } = source(50, 7)
    expect(stepsPerEpoch).toBe(7)
    for (const epoch of [0, 1, 5]) {
      const steps = Array.from({ length: 7 }, (_, i) => batchAt(7 * epoch + i).indices)
      const expected = epochOrder(50, 1, true, epoch).slice(0, 49)
      expect(steps.flatMap((indices) => [...indices])).toEqual([...expected])
    }
  })

  it('augments the same images in the same order, afresh in every epoch', () => {
    const plain = source(50, 7)
    const augmentedSource = source(50, 7, true, true)
    for (const step of [0, 6, 40]) {
      const batch = augmentedSource.batchAt(step)
      expect(batch.indices).toEqual(plain.batchAt(step).indices)
      expect(batch.images).toEqual(source(50, 7, true, true).batchAt(step).images)
    }
    // Images one pixel high: most vertical shifts leave nothing of them.
    const pixels = [...augmentedSource.batchAt(0).images]
    expect(pixels.filter((value) => value === 0).length).toBeGreaterThan(7)
  })

  it('puts images where there is room for them, and all of them', () => {
    const room = new Uint8Array(14).fill(7)
    for (const augment of [false, true]) {
      const { images } = source(50, 7, true, augment).batchAt(3, room)
      expect(images).toBe(room)
      expect(images).toEqual(source(50, 7, true, augment).batchAt(3).images)
    }
  })

  it('takes numbers that are no pixels as they are, and does not augment them', () => {
    const images = Float32Array.from([0.5, -1.25, 3, 1e-3])
    const point = { height: 1, width: 1, channels: 2 }
    const train = { images, labels: Uint8Array.of(0, 1), count: 2 }
    const setup = { train, input: point, batch: 2, seed: 1, shuffle: false, augment: true }
    expect(createBatchSource(setup).batchAt(0).images).toEqual(images)
  })

  it('gives the same batch for a step, whatever was asked before', () => {
    const straight = source(30, 4)
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1 }), (steps) => {
        const jumping = source(30, 4)
        for (const step of steps) expect(jumping.batchAt(step)).toEqual(straight.batchAt(step))
      }),
    )
  })

  it('keeps file order where shuffling is off', () => {
    const { batchAt } = source(10, 5, false)
    expect([...batchAt(1).indices]).toEqual([5, 6, 7, 8, 9])
    expect([...batchAt(2).indices]).toEqual([0, 1, 2, 3, 4])
  })

  it('hands out arrays of their own at every call', () => {
    const { batchAt } = source(10, 5)
    const first = batchAt(0)
    const copy = structuredClone(first)
    batchAt(1)
    expect(first).toEqual(copy)
    expect(batchAt(0).images.buffer).not.toBe(first.images.buffer)
  })

  it('refuses a batch that is larger than the set, with a sentence', () => {
    expect(() => source(10, 11)).toThrow(DataError)
    expect(() => source(10, 11)).toThrow(/batch of 11 is larger than the 10 training images/)
    expect(source(10, 10).stepsPerEpoch).toBe(1)
  })
})
