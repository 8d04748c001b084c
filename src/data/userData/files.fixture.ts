/** Small files of every kind, as tests drop them. */
import { gzipSync } from 'node:zlib'
import type { OpenPicture } from './decodeImages'
import type { UserFile } from './userImages'

export const file = (path: string, bytes: ArrayLike<number> | string): UserFile => ({
  path,
  blob: new Blob([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)]),
})

const bigEndian = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255)

/** An IDX file with these sizes; content 0, 1, 2, ... where none is given. */
export function idx(sizes: readonly number[], content?: ArrayLike<number>, type = 8): Uint8Array {
  const total = sizes.reduce((product, size) => product * size, 1)
  const body = content ?? Array.from({ length: total }, (_, i) => (i * 7) % 256)
  return Uint8Array.from([
    0,
    0,
    type,
    sizes.length,
    ...sizes.flatMap(bigEndian),
    ...Array.from(body),
  ])
}

/** Labels 0, 1, 2, 0, 1, 2, ... */
export const labelsOf = (count: number, classes = 3) =>
  Array.from({ length: count }, (_, i) => i % classes)

export const idxImages = (count: number, height = 4, width = 3) => idx([count, height, width])
export const idxLabels = (count: number, classes = 3) => idx([count], labelsOf(count, classes))

export const gzipped = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes))

/** Records of CIFAR; pixel i of image n is (n + i) % 251. */
export function cifar(labels: readonly number[], coarse = false): Uint8Array {
  return Uint8Array.from(
    labels.flatMap((label, n) => [
      ...(coarse ? [label % 20] : []),
      label,
      ...Array.from({ length: 3072 }, (_, i) => (n + i) % 251),
    ]),
  )
}

/** "Images" for `openTestPicture`: a PNG's first bytes, then width, height and one colour. */
export const picture = (path: string, width: number, height: number, rgb = [9, 9, 9]): UserFile =>
  file(path, [0x89, 0x50, 0x4e, 0x47, width, height, ...rgb])

/** Stands in for the browser's decoder. */
export const openTestPicture: OpenPicture = async ({ blob }) => {
  const [, , , , width, height, red, green, blue] = new Uint8Array(await blob.arrayBuffer())
  if (blue === undefined) throw new Error('too short')
  return {
    width: width!,
    height: height!,
    close: () => undefined,
    draw: (w, h) =>
      Uint8ClampedArray.from({ length: w * h * 4 }, (_, i) => [red!, green!, blue, 255][i % 4]!),
  }
}
