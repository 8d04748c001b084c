import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { file, idx, idxLabels } from './files.fixture'
import { packOwn, summarise, unpackOwn } from './pack'
import { readOwn } from './readOwn'

const content = Array.from({ length: 20 * 4 }, (_, i) => (i % 4 < 2 ? 0 : 255))
const read = () =>
  readOwn([file('images', idx([20, 2, 2], content)), file('labels', idxLabels(20))])

describe('packed data', () => {
  it('is images, labels, test images, test labels, and so is its hash', async () => {
    const data = await read()
    const bytes = new Uint8Array(await packOwn(data).arrayBuffer())
    expect(bytes).toHaveLength(20 * 5)
    const { sha256 } = summarise(data, 'two files')
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const { train, test } = unpackOwn(bytes, { trainCount: 18, testCount: 2, size: 4 })
    expect(train).toEqual({ ...data.train, count: 18 })
    expect(test).toEqual({ ...data.test, count: 2 })
  })

  it('is refused where its size is another', () => {
    expect(() => unpackOwn(new Uint8Array(9), { trainCount: 1, testCount: 1, size: 4 })).toThrow(
      /size/,
    )
  })

  it('has mean and standard deviation of its training images', async () => {
    // Half the pixels are 0, half 255: mean 1/2, standard deviation 1/2.
    expect(summarise(await read(), '')).toMatchObject({ mean: [0.5], std: [0.5] })
  })

  it('has a standard deviation that can be divided by where all pixels are equal', async () => {
    const grey = file('i', idx([20, 2, 2], new Uint8Array(80).fill(51)))
    const data = await readOwn([grey, file('l', idxLabels(20))])
    const { mean, std } = summarise(data, '')
    expect(mean).toEqual([0.2])
    expect(std[0]).toBeGreaterThan(0)
  })
})
