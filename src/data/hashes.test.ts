import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dataHash, orderHash, weightsHash } from './hashes'

const sha256 = (bytes: number[]) => createHash('sha256').update(Buffer.from(bytes)).digest('hex')

describe('hashes', () => {
  it('takes weights as little-endian float32', () => {
    // 1 = 3f800000, -2 = c0000000
    const bytes = [0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x00, 0xc0]
    expect(weightsHash(Float32Array.of(1, -2))).toBe(sha256(bytes))
  })

  it('takes only its part of a larger buffer', () => {
    const part = Float32Array.of(7, 1, 7).subarray(1, 2)
    expect(weightsHash(part)).toBe(weightsHash(Float32Array.of(1)))
  })

  it('takes the order as little-endian int32', () => {
    expect(orderHash(Int32Array.of(258, 1))).toBe(sha256([2, 1, 0, 0, 1, 0, 0, 0]))
  })

  it('takes the images, then the labels', () => {
    const images = Uint8Array.of(1, 2, 3, 4)
    const labels = Uint8Array.of(9)
    expect(dataHash({ images, labels, count: 1 })).toBe(sha256([1, 2, 3, 4, 9]))
  })
})
