import { describe, expect, it } from 'vitest'
import { DataError } from '../datasetLoader'
import {
  cifar,
  file,
  gzipped,
  idx,
  idxImages,
  idxLabels,
  labelsOf,
  openTestPicture,
  picture,
} from './files.fixture'
import type { UserFile } from './userImages'
import { readUserData } from './readUserData'

const read = (...files: UserFile[]) => readUserData(files, { openPicture: openTestPicture })
const text = (characters: string, length = 600) => characters.padEnd(length, characters)
const classFolders = (count: number) =>
  Array.from({ length: count }, (_, i) => picture(`set/c${i}/a.png`, 8, 8))

/** What is dropped, and what the sentence about it has to say. */
const BROKEN: readonly (readonly [string, readonly UserFile[], RegExp])[] = [
  ['nothing', [], /no file to read/],
  ['only clutter', [file('set/.DS_Store', 'x')], /no file to read/],
  ['an empty file', [file('a-images', '')], /"a-images" is empty/],
  ['a file without a known beginning', [file('x.dat', [1, 2, 3, 200, 0])], /wrong magic number/],
  [
    'an IDX type that there is none of',
    [file('x', [0, 0, 10, 1, 0, 0, 0, 1, 5])],
    /10 is not a type/,
  ],
  ['IDX floats', [file('x', idx([2, 2, 2], labelsOf(32), 13))], /floating-point numbers.*convert/],
  ['IDX doubles', [file('x', idx([1], labelsOf(8), 14))], /double-precision/],
  ['IDX 32-bit', [file('x', idx([2], labelsOf(8), 12))], /32-bit numbers/],
  ['IDX of two dimensions', [file('x', idx([6, 4]))], /has 2 dimensions/],
  ['IDX of five dimensions', [file('x', idx([1, 1, 1, 1, 1]))], /has 5 dimensions/],
  ['IDX without sizes', [file('x', [0, 0, 8, 3, 0, 0])], /ends before its sizes/],
  ['no images', [file('x', idx([0, 28, 28]))], /0 images/],
  ['no labels', [file('x', idx([0]))], /0 labels/],
  ['images without height', [file('x', idx([5, 0, 28]))], /without any pixels \(28 x 0\)/],
  ['five channels', [file('x', idx([2, 8, 8, 5]))], /5 channels/],
  ['very large images', [file('x', idx([1, 600, 600], []))], /600 x 600.*at most 512/],
  ['a giant by its header', [file('x', idx([4e9, 28, 28], []))], /more than this page can keep/],
  ['a truncated file', [file('x', idxImages(9).slice(0, -5))], /cut short.*needs? .*108.*has 103/],
  ['bytes behind the end', [file('x', [...idxImages(9), 1, 2])], /2 bytes too many/],
  [
    'counts that differ',
    [file('images', idxImages(20)), file('labels', idxLabels(19))],
    /20 images.*19 labels.*do not belong together/,
  ],
  ['labels only', [file('t-labels', idxLabels(20))], /"t-labels" holds labels only/],
  ['images only', [file('t-images', idxImages(20))], /"t-images" holds images only/],
  [
    'a missing file of four',
    [
      file('train-images', idxImages(20)),
      file('train-labels', idxLabels(20)),
      file('test-images', idxImages(10)),
    ],
    /One file of labels is missing/,
  ],
  [
    'three sets at once',
    ['a', 'b', 'c'].flatMap((name) => [
      file(`${name}-images`, idxImages(20)),
      file(`${name}-labels`, idxLabels(20)),
    ]),
    /3 files of images and 3 of labels/,
  ],
  [
    'more than 100 classes',
    [file('i', idxImages(120)), file('l', idx([120], labelsOf(120, 102)))],
    /go up to 101, which makes 102 classes/,
  ],
  [
    'one class',
    [file('i', idxImages(20)), file('l', idx([20], new Uint8Array(20).fill(4)))],
    /belong to one class/,
  ],
  [
    'too few images',
    [file('i', idxImages(6)), file('l', idxLabels(6))],
    /only 6 images.*at least 10/,
  ],
  [
    'one class once the test images are held out',
    [file('i', idxImages(20)), file('l', idx([20], labelsOf(20, 1).fill(1, 19)))],
    /Without the last tenth/,
  ],
  [
    'training and test images of two sizes',
    [
      file('train-images', idxImages(20)),
      file('train-labels', idxLabels(20)),
      file('t10k-images', idxImages(10, 4, 4)),
      file('t10k-labels', idxLabels(10)),
    ],
    /training images are 3 x 4 in grey, the test images 4 x 4 in grey/,
  ],
  [
    'two sets of one size without names',
    [
      file('a', idxImages(20)),
      file('b', idxImages(20)),
      file('c', idxLabels(20)),
      file('d', idxLabels(20)),
    ],
    /cannot be told which of "a" and "b"/,
  ],
  ['a ZIP', [file('set.zip', [0x50, 0x4b, 3, 4, 20, 0])], /ZIP archive\. Unpack/],
  ['a tar', [file('c.tar', text('\0', 257) + text('ustar', 5) + text('\0', 250))], /tar archive/],
  ['a 7z', [file('c.7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])], /packed archive/],
  [
    'a gzipped tar',
    [
      file(
        'cifar.tar.gz',
        gzipped(new TextEncoder().encode(`${text('a', 257)}ustar${text('b', 300)}`)),
      ),
    ],
    /"cifar\.tar" is a tar archive/,
  ],
  ['a text file', [file('labels.txt', '5\n0\n4\n1\n')], /is a text file/],
  ['NumPy', [file('x.npy', [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1])], /NumPy array/],
  ['a pickle', [file('data_batch_1', [0x80, 2, 0x7d, 0x71, 1])], /pickle of Python/],
  ['HDF5', [file('x.h5', [0x89, 0x48, 0x44, 0x46, 0x0d])], /HDF5 file/],
  ['no gzip inside', [file('x.gz', [0x1f, 0x8b, 8, 0, 1, 2, 3])], /damaged or cut short/],
  ['half a gzip', [file('x.gz', gzipped(idxImages(900)).slice(0, 150))], /damaged or cut short/],
  ['gzip in gzip', [file('x.gz', gzipped(gzipped(idxImages(9))))], /gzipped twice/],
  ['half a CIFAR record', [file('data_batch_1.bin', new Uint8Array(5000))], /1 records? of 3,073/],
  ['CIFAR labels above 9', [file('a.bin', cifar([1, 2, 30]))], /labels above 9/],
  [
    'CIFAR-10 with CIFAR-100',
    [file('a.bin', cifar([1, 2])), file('b.bin', cifar([1, 2], true))],
    /CIFAR-10 and of CIFAR-100 together/,
  ],
  [
    'IDX with CIFAR',
    [file('a.bin', cifar([1, 2])), file('i', idxImages(20))],
    /different kinds together/,
  ],
  ['loose images', [picture('a.png', 8, 8)], /lies in no folder/],
  ['one folder', [picture('cats/a.png', 8, 8), picture('cats/b.png', 8, 8)], /one folder, "cats"/],
  ['101 folders', classFolders(101), /101 folders/],
  [
    'a damaged image',
    [picture('s/a/1.png', 8, 8), file('s/b/2.png', [0x89, 0x50, 0x4e, 0x47, 1])],
    /"2\.png" \(cannot be read: damaged/,
  ],
  [
    'an image of no size',
    [picture('s/a/1.png', 8, 8), picture('s/b/2.png', 0, 8)],
    /"2\.png" \(has no pixels\)/,
  ],
]

describe('broken files', () => {
  it.each(BROKEN)('%s', async (_, files, sentence) => {
    const error = await read(...files).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DataError)
    const { message } = error as DataError
    expect(message).toMatch(sentence)
    expect(message).toMatch(/^[A-Z0-9"].*\.$/s)
  })

  it('get sentences that differ', async () => {
    const sentences = await Promise.all(
      BROKEN.map(([, files]) => read(...files).catch((error: Error) => error.message)),
    )
    // Nothing and clutter are the same thing; so are two ways of damage to a gzip.
    expect(new Set(sentences).size).toBeGreaterThanOrEqual(BROKEN.length - 2)
  })
})

const MNIST = [
  file('d/train-images-idx3-ubyte.gz', gzipped(idxImages(30))),
  file('d/train-labels-idx1-ubyte.gz', gzipped(idxLabels(30))),
  file('d/t10k-images-idx3-ubyte', idxImages(12)),
  file('d/t10k-labels-idx1-ubyte', idxLabels(12, 2)),
]

describe('files that fit', () => {
  it("reads the four files of MNIST's format in any order", async () => {
    const data = await read(...MNIST.toReversed())
    expect(data.input).toEqual({ height: 4, width: 3, channels: 1 })
    expect([data.train.count, data.test.count, data.heldOut]).toEqual([30, 12, false])
    expect(data.classNames).toEqual(['0', '1', '2'])
    expect(Array.from(data.test.labels)).toEqual(labelsOf(12, 2))
    expect(Array.from(data.train.images.subarray(0, 4))).toEqual([0, 7, 14, 21])
    expect(data.train.images).toHaveLength(30 * 12)
    expect(data.origin).toEqual({
      kind: 'idx',
      train: ['d/train-images-idx3-ubyte', 'd/train-labels-idx1-ubyte'],
      test: ['d/t10k-images-idx3-ubyte', 'd/t10k-labels-idx1-ubyte'],
    })
  })

  it('holds out the last tenth where there are no test files', async () => {
    const data = await read(MNIST[0]!, MNIST[1]!)
    expect([data.train.count, data.test.count, data.heldOut]).toEqual([27, 3, true])
    expect(Array.from(data.test.labels)).toEqual(labelsOf(30).slice(27))
    expect(data.notes).toEqual([])
    expect(data.origin.test).toEqual([])
  })

  it('says where what is held out lacks classes', async () => {
    const sorted = labelsOf(30).sort()
    const data = await read(MNIST[0]!, file('l', idx([30], sorted)))
    expect(data.notes.join()).toMatch(/show 1 of the 3 classes/)
  })

  it('reads colour with its channels last or first', async () => {
    const content = Array.from({ length: 12 * 6 * 5 * 3 }, (_, i) => i % 256)
    const last = await read(file('i', idx([12, 6, 5, 3], content)), file('l', idxLabels(12)))
    expect(last.input).toEqual({ height: 6, width: 5, channels: 3 })
    expect(Array.from(last.train.images.subarray(0, 4))).toEqual([0, 1, 2, 3])
    const first = await read(file('i', idx([12, 3, 6, 5], content)), file('l', idxLabels(12)))
    expect(first.input).toEqual({ height: 6, width: 5, channels: 3 })
    expect(Array.from(first.train.images.subarray(0, 6))).toEqual([0, 30, 60, 1, 31, 61])
  })

  it('reads batches of CIFAR-10 in the order of their numbers', async () => {
    const data = await read(
      file('test_batch.bin', cifar([5, 6])),
      file('data_batch_10.bin', cifar([3])),
      file('data_batch_2.bin', cifar([1, 2])),
    )
    expect(Array.from(data.train.labels)).toEqual([1, 2, 3])
    expect(Array.from(data.test.labels)).toEqual([5, 6])
    expect(data.classNames[3]).toBe('cat')
    expect(data.origin).toEqual({
      kind: 'cifar',
      train: ['data_batch_2.bin', 'data_batch_10.bin'],
      test: ['test_batch.bin'],
    })
    expect(Array.from(data.train.images.subarray(0, 6))).toEqual([
      0,
      1024 % 251,
      2048 % 251,
      1,
      1025 % 251,
      2049 % 251,
    ])
  })

  it('reads CIFAR-100 by its fine labels', async () => {
    const data = await read(
      file('train.bin', cifar([41, 99], true)),
      file('test.bin', cifar([7], true)),
    )
    expect(data.classNames).toHaveLength(100)
    expect(Array.from(data.train.labels)).toEqual([41, 99])
  })

  it('takes a batch that begins like IDX for what its name and size say', async () => {
    const black = new Uint8Array(3073 * 2)
    black.set([0, 0, 8, 3])
    black[3073] = 4
    const data = await read(file('data_batch_1.bin', black), file('test_batch.bin', black))
    expect(Array.from(data.train.labels)).toEqual([0, 4])
  })

  it('reads folders as classes, mixes them evenly and keeps equal sizes', async () => {
    const files = ['dog', 'cat'].flatMap((name, label) =>
      Array.from({ length: 10 }, (_, i) =>
        picture(`animals/${name}/${i}.png`, 8, 6, [label, i, 0]),
      ),
    )
    const data = await read(...files, file('animals/notes.txt', 'by hand'))
    expect(data.classNames).toEqual(['cat', 'dog'])
    expect(data.origin).toEqual({ kind: 'folder', train: [], test: [] })
    expect(data.input).toEqual({ height: 6, width: 8, channels: 3 })
    expect(Array.from(data.test.labels)).toEqual([0, 1])
    expect(Array.from(data.train.labels.subarray(0, 4))).toEqual([0, 1, 0, 1])
    expect(Array.from(data.train.images.subarray(0, 3))).toEqual([1, 0, 0])
  })

  it('makes images of differing sizes equal and says so', async () => {
    const data = await read(
      ...Array.from({ length: 12 }, (_, i) => picture(`s/${i % 2}/${i}.png`, 8 + i, 9)),
    )
    expect(data.input).toEqual({ height: 32, width: 32, channels: 1 })
    expect(data.notes.join()).toMatch(/differed in size \(8 to 19 x 9\).*scaled to 32 x 32 in grey/)
  })

  it('takes a folder called test for testing', async () => {
    const data = await read(
      picture('s/train/a/1.png', 8, 8),
      picture('s/train/b/1.png', 8, 8),
      picture('s/test/b/9.png', 8, 8),
    )
    expect([data.train.count, data.test.count, data.heldOut]).toEqual([2, 1, false])
    expect(Array.from(data.test.labels)).toEqual([1])
  })
})
