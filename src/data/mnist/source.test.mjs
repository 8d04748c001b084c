import { expect, it } from 'vitest'
import { source } from './source.mjs'

/** An IDX file of unsigned bytes, all zero. */
function idx(...sides) {
  const file = Buffer.alloc(4 + 4 * sides.length + sides.reduce((a, b) => a * b, 1))
  file.writeUInt32BE(0x0800 + sides.length)
  sides.forEach((side, i) => file.writeUInt32BE(side, 4 + 4 * i))
  return file
}

function reader(trainLabels = idx(60000)) {
  const files = {
    'data/train-images-idx3-ubyte': idx(60000, 28, 28),
    'data/train-labels-idx1-ubyte': trainLabels,
    'data/t10k-images-idx3-ubyte': idx(10000, 28, 28),
    'data/t10k-labels-idx1-ubyte': idx(10000),
  }
  return async (path) => files[path]
}

it('takes the bytes behind the headers', async () => {
  const labels = idx(60000)
  labels[8] = 5
  labels[labels.length - 1] = 8
  const { train, test } = await source.unpack(reader(labels))
  expect([train.labels[0], train.labels[59999]]).toEqual([5, 8])
  expect(train.images.length).toBe(60000 * 784)
  expect(test.labels.length).toBe(10000)
})

it.each([
  ['another magic number', Buffer.from(idx(60000)).fill(1, 0, 4)],
  ['another count', idx(59999)],
  ['a lost end', idx(60000).subarray(0, 1000)],
])('refuses a file with %s', async (_, labels) => {
  await expect(source.unpack(reader(labels))).rejects.toThrow(/not of the shape 60000/)
})
