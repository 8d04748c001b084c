import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { GunzipFailure } from '../gunzip'
import { inflateAll, inflateHead } from './inflate'

const content = Uint8Array.from({ length: 300 }, (_, i) => (i * i) % 251)
const member = (from: number, to: number) => gzipSync(content.subarray(from, to))
const blob = (...parts: Uint8Array[]) => new Blob(parts.map((part) => Uint8Array.from(part)))
const zeros = new Uint8Array(40)

const WHOLE: readonly (readonly [string, Blob])[] = [
  ['one member', blob(member(0, 300))],
  ['several members', blob(member(0, 100), member(100, 101), member(101, 300))],
  ['zero bytes behind', blob(member(0, 300), zeros)],
  ['several members and zero bytes behind', blob(member(0, 150), member(150, 300), zeros)],
]

const BROKEN: readonly (readonly [string, Blob])[] = [
  ['no beginning', blob(Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3))],
  ['a member that is cut short', blob(member(0, 300).subarray(0, 150))],
  ['a second member that is cut short', blob(member(0, 150), member(150, 300).subarray(0, 40))],
  ['a flipped bit', blob(member(0, 300).map((byte, i) => (i === 60 ? byte ^ 1 : byte)))],
  [
    'a check-sum that is wrong',
    blob(member(0, 300).map((byte, i, all) => (i === all.length - 8 ? byte ^ 1 : byte))),
  ],
  ['something else behind', blob(member(0, 300), Uint8Array.of(9, 9, 9, 9))],
]

/** Members begin and end anywhere in what is read at once. */
const SLICES = [1, 7, 64, 1000, ...Array.from({ length: 40 }, (_, i) => 100 + i)]

describe('gzip', () => {
  it.each(WHOLE)('of %s comes out whole, however it is read', async (_, packed) => {
    for (const sliceBytes of [...SLICES, member(0, 150).length, member(0, 300).length])
      expect(await inflateAll(packed, 300, sliceBytes)).toEqual(content)
    expect(await inflateHead(packed, 20)).toEqual(content.subarray(0, 20))
  })

  it.each(BROKEN)('with %s is damaged', async (_, packed) => {
    for (const sliceBytes of SLICES) {
      const failure = await inflateAll(packed, 1000, sliceBytes).catch((error: unknown) => error)
      expect(failure, `${sliceBytes} bytes at once`).toBeInstanceOf(GunzipFailure)
      expect((failure as GunzipFailure).reason).toBe('damaged')
    }
  })

  it('stops where it becomes too much', async () => {
    await expect(inflateAll(blob(member(0, 300)), 299)).rejects.toThrow('too-large')
  })

  it('has no head where it is damaged', async () => {
    await expect(inflateHead(blob(member(0, 300).subarray(0, 12)), 20)).rejects.toThrow('damaged')
  })
})
