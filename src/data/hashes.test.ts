import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dataHash, orderHash, weightsHash } from './hashes'

const sha256 = (bytes: number[]) => createHash('sha256').update(Buffer.from(bytes)).digest('hex')

describe('hashes', () => {
  it('takes weights as little-endian float32', async () => {
    // 1 = 3f800000, -2 = c0000000
    const bytes = [0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x00, 0xc0]
    expect(await weightsHash(Float32Array.of(1, -2))).toBe(sha256(bytes))
  })

  it('takes only its part of a larger buffer', async () => {
    const part = Float32Array.of(7, 1, 7).subarray(1, 2)
    expect(await weightsHash(part)).toBe(await weightsHash(Float32Array.of(1)))
  })

  it('takes the order as little-endian int32', async () => {
    expect(await orderHash(Int32Array.of(258, 1))).toBe(sha256([2, 1, 0, 0, 1, 0, 0, 0]))
  })

  it('takes the images, then the labels', async () => {
    const images = Uint8Array.of(1, 2, 3, 4)
    const labels = Uint8Array.of(9)
    expect(await dataHash({ images, labels, count: 1 })).toBe(sha256([1, 2, 3, 4, 9]))
  })
})
