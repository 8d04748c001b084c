import { describe, expect, it } from 'vitest'
import { MAX_QR, qrPicture } from './qr'

describe('qrPicture', () => {
  it('draws a code with its three corner marks and a quiet zone', async () => {
    const { side, path } = (await qrPicture('https://example.org/#v=1&run=alig,maxLr:1'))!
    const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`))
    const corner = (x: number, y: number) =>
      Array.from({ length: 49 }, (_, i) => dark.has(`${x + (i % 7)},${y + Math.floor(i / 7)}`))
    const mark = Array.from({ length: 49 }, (_, i) => {
      const ring = Math.max(Math.abs((i % 7) - 3), Math.abs(Math.floor(i / 7) - 3))
      return ring !== 2
    })
    const far = side - 4 - 7
    for (const [x, y] of [
      [4, 4],
      [far, 4],
      [4, far],
    ] as const)
      expect(corner(x, y)).toEqual(mark)
    expect(
      [...dark].every((cell) => cell.split(',').every((at) => +at >= 4 && +at < side - 4)),
    ).toBe(true)
  })

  it('refuses what telephones could not read', async () => {
    expect(await qrPicture('x'.repeat(MAX_QR + 1))).toBeNull()
    expect(await qrPicture('x'.repeat(MAX_QR))).not.toBeNull()
  })
})
