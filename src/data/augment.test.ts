import { describe, expect, it } from 'vitest'
import { augmented, epochAugmentations } from './augment'

const shape = { height: 2, width: 3, channels: 2 }
const image = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])

describe('augmentation', () => {
  it('leaves an image alone that is neither shifted nor mirrored', () => {
    expect(augmented(image, shape, { down: 0, right: 0, mirrored: false })).toEqual(image)
  })

  it('mirrors whole pixels from left to right', () => {
    expect([...augmented(image, shape, { down: 0, right: 0, mirrored: true })]).toEqual([
      5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8,
    ])
  })

  it('shifts, and fills with black', () => {
    expect([...augmented(image, shape, { down: 1, right: 2, mirrored: false })]).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2,
    ])
    expect([...augmented(image, shape, { down: -1, right: -1, mirrored: false })]).toEqual([
      9, 10, 11, 12, 0, 0, 0, 0, 0, 0, 0, 0,
    ])
  })

  it('is another one in every epoch, and the same one again', () => {
    const first = epochAugmentations(500, 3, 0)
    expect(epochAugmentations(500, 3, 0)).toEqual(first)
    expect(epochAugmentations(500, 3, 1)).not.toEqual(first)
    expect(epochAugmentations(100, 3, 0)).toEqual(first.slice(0, 100))
    const shifts = new Set(first.map(({ down }) => down))
    expect([...shifts].sort((a, b) => a - b)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4])
    const mirrored = first.filter((one) => one.mirrored).length
    expect(mirrored).toBeGreaterThan(200)
    expect(mirrored).toBeLessThan(300)
  })
})
