import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sha256Of } from './sha256'

const bytes = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + seed) % 251)
const expected = (...parts: Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest('hex')

afterEach(() => {
  vi.unstubAllGlobals()
})

describe.each([
  ['by the browser', () => undefined],
  ['where there is no crypto.subtle', () => vi.stubGlobal('crypto', {})],
  ['where there is no crypto', () => vi.stubGlobal('crypto', undefined)],
])('sha256Of %s', (_, prepare) => {
  it('is of all parts, in their order', async () => {
    prepare()
    const [a, b] = [bytes(10, 1), bytes(7, 2)]
    expect(await sha256Of(a, b)).toBe(expected(a, b))
    expect(await sha256Of(b)).toBe(expected(b))
  })

  it('is of a part of a larger buffer where that is given', async () => {
    prepare()
    const whole = bytes(100, 3)
    expect(await sha256Of(whole.subarray(10, 20))).toBe(expected(whole.slice(10, 20)))
  })

  it('goes through data of several pieces', async () => {
    prepare()
    const large = bytes(1_200_000, 4)
    expect(await sha256Of(large, bytes(3, 5))).toBe(expected(large, bytes(3, 5)))
  })
})

it('leaves the browser its work where it offers it', async () => {
  const digest = vi.spyOn(crypto.subtle, 'digest')
  await sha256Of(bytes(5, 1))
  expect(digest).toHaveBeenCalledOnce()
  digest.mockRestore()
})
