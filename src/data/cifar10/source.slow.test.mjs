import { PNG } from 'pngjs'
import { beforeAll, expect, it } from 'vitest'
import { source } from './source.mjs'

/** 1024 x 10000 RGB; the pixel in row i and column x is (i, x, batch), each modulo 256. */
function picture(batch) {
  const png = new PNG({ width: 1024, height: 10000, colorType: 2 })
  for (let row = 0, at = 0; row < 10000; row++)
    for (let x = 0; x < 1024; x++, at += 4) png.data.set([row, x, batch, 255], at)
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 1, filterType: 0 })
}
const labelFile = (count) =>
  Buffer.from(JSON.stringify(Array.from({ length: count }, (_, i) => i % 10)))

let files
beforeAll(() => {
  const one = picture(1)
  files = {
    'data_batch_1.png': one,
    'data_batch_2.png': picture(2),
    'data_batch_3.png': one,
    'data_batch_4.png': one,
    'data_batch_5.png': one,
    'test_batch.png': one,
    'train_lables.json': labelFile(50000),
    'test_lables.json': labelFile(10000),
  }
}, 60_000)

it('makes image i of row i, its pixels row by row with interleaved channels', async () => {
  const { train, test } = await source.unpack(async (path) => files[path])
  const image = (i) => train.images.subarray(3072 * i, 3072 * (i + 1))
  expect(train.images.length).toBe(50000 * 3072)
  expect([...image(0).subarray(0, 6)]).toEqual([0, 0, 1, 0, 1, 1])
  // Image 10007 is row 7 of the second picture; its pixel (5, 2) is column 2 * 32 + 5.
  expect([...image(10007).subarray(3 * 69, 3 * 69 + 3)]).toEqual([7, 69, 2])
  expect(train.labels[10007]).toBe(7)
  expect(test.labels.length).toBe(10000)
}, 60_000)

it.each([
  ['a label that is no class', Buffer.from(JSON.stringify(new Array(50000).fill(10)))],
  ['too few labels', labelFile(49999)],
])(
  'refuses %s',
  async (_, labels) => {
    const read = async (path) => (path === 'train_lables.json' ? labels : files[path])
    await expect(source.unpack(read)).rejects.toThrow(/does not hold 50000 labels/)
  },
  60_000,
)
