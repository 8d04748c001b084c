import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visible } from '../../spec/visibleText'
import { DataError } from '../datasetLoader'
import { parseCifar } from './cifarBinary'
import { fileKind } from './fileKind'
import { gzipped, idx, openTestPicture } from './files.fixture'
import { parseIdx } from './idx'
import { readUserData } from './readUserData'

/** Runs a parser; anything it throws has to be its own kind of error. */
function attempt<T>(parse: () => T): T | DataError {
  try {
    return parse()
  } catch (error) {
    if (error instanceof DataError) return error
    throw error
  }
}

const anyBytes = fc.uint8Array({ maxLength: 4000 })
/** Bytes that come close to being an IDX file. */
const nearIdx = fc
  .record({
    sizes: fc.array(fc.oneof(fc.nat({ max: 6 }), fc.integer({ min: 0, max: 2 ** 31 })), {
      maxLength: 5,
    }),
    type: fc.constantFrom(8, 8, 8, 9, 13, 0),
    body: fc.uint8Array({ maxLength: 300 }),
    cut: fc.nat({ max: 20 }),
  })
  .map(({ sizes, type, body, cut }) => {
    const bytes = idx(sizes, body, type)
    return bytes.subarray(0, Math.max(0, bytes.length - cut))
  })
const bytes = fc.oneof(anyBytes, nearIdx)

describe('any bytes', () => {
  it('as IDX give images, labels or a DataError', () => {
    fc.assert(
      fc.property(bytes, (content) => {
        const result = attempt(() => parseIdx({ path: 'x', bytes: content }))
        if (result instanceof DataError) return
        const held = result.kind === 'labels' ? result.labels.length : result.images.length
        expect(held).toBeGreaterThan(0)
        expect(held % result.count).toBe(0)
      }),
      { numRuns: 1500 },
    )
  })

  it('as CIFAR give whole records or a DataError', () => {
    const nearCifar = fc
      .tuple(fc.constantFrom(3073, 3074, 6146, 6148, 3072), fc.nat({ max: 255 }))
      .map(([length, value]) => new Uint8Array(length).fill(value))
    fc.assert(
      fc.property(fc.oneof(anyBytes, nearCifar), (content) => {
        const result = attempt(() => parseCifar({ path: 'x.bin', bytes: content }))
        if (!(result instanceof DataError)) expect(result.images).toHaveLength(result.count * 3072)
      }),
    )
  })

  it('are of some kind', () => {
    fc.assert(
      fc.property(anyBytes, (content) => {
        expect(fileKind(content)).toBeTypeOf('string')
      }),
    )
  })

  it('as files give a data set or a DataError', async () => {
    const name = fc.constantFrom(
      'train-images',
      'test-labels.gz',
      'a.bin',
      's/a/1.png',
      's/b/2.jpg',
      's/train/a\u202e/1.png',
      's/test/2\n.png',
      's/val/A\u202e/3.png',
      's/.git/4.png',
      's/mapping.txt',
    )
    const content = fc.oneof(bytes, bytes.map(gzipped))
    const files = fc.array(fc.record({ path: name, content }), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(files, async (dropped) => {
        const own = dropped.map(({ path, content }) => ({
          path,
          blob: new Blob([Uint8Array.from(content)]),
        }))
        const result = await readUserData(own, { openPicture: openTestPicture }).catch(
          (error: unknown) => error,
        )
        if (result instanceof Error) {
          expect(result).toBeInstanceOf(DataError)
          expect(result.message).toBe(visible(result.message))
        }
      }),
      { numRuns: 200 },
    )
  })
})
