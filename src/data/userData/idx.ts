/**
 * IDX, the format of MNIST: two zero bytes, the type of the numbers, how many dimensions, each
 * dimension as a big-endian 32-bit number, then the numbers.
 * http://yann.lecun.com/exdb/mnist/
 */
import { DataError } from '../datasetLoader'
import type { InputShape } from '../../spec/model'
import { contentOf, NUMBER_TYPES, sizesOf, UINT8 } from './idxHeader'
import { isLabels, readLabels, type IdxLabels } from './idxLabels'
import { MAX_SIDE, type ReadFile } from './userImages'
import { count, named, plural } from './describeShape'

export type { IdxLabels } from './idxLabels'

export interface IdxImages {
  readonly kind: 'images'
  readonly path: string
  readonly input: InputShape
  readonly count: number
  /** [count, height, width, channels] */
  readonly images: Uint8Array
}

const MAX_CHANNELS = 4

/** @throws DataError with a sentence for anything that is not images or labels, whole and exact */
export function parseIdx({ path, bytes }: ReadFile): IdxImages | IdxLabels {
  const refuse = (sentence: string): never => {
    throw new DataError(`The file ${named(path)} ${sentence}`)
  }
  if (bytes.length < 4) refuse('is too short for an IDX file: not even its beginning is there.')
  const [zero0, zero1, type, dimensions] = bytes as unknown as [number, number, number, number]
  if (zero0 !== 0 || zero1 !== 0)
    refuse('is no IDX file: it does not begin with two zero bytes (wrong magic number).')
  if (type !== UINT8 && !NUMBER_TYPES[type])
    refuse(`is no IDX file: ${type} is not a type of numbers that IDX has (wrong magic number).`)
  if (isLabels(bytes)) return readLabels({ path, bytes }, refuse)
  if (type !== UINT8)
    refuse(
      `holds ${NUMBER_TYPES[type]}. Of images, only unsigned bytes (IDX type 8) can be read here, of ` +
        'labels whole numbers; convert it first.',
    )
  if (dimensions !== 3 && dimensions !== 4)
    refuse(
      `has ${plural(dimensions, 'dimension')}. Labels have 1, grey images 3 (count, height, ` +
        'width) and colour images 4.',
    )
  const sizes = sizesOf(bytes, refuse)
  const total = sizes[0]!
  if (total === 0) refuse('is empty: it says that it holds 0 images.')
  const { input, isPlanar } = layoutOf(sizes)
  const { height, width, channels } = input
  if (height === 0 || width === 0 || channels === 0)
    refuse(`holds images without any pixels (${width} x ${height}).`)
  if (channels > MAX_CHANNELS)
    refuse(`holds images with ${count(channels)} channels; at most ${MAX_CHANNELS} can be used.`)
  if (height > MAX_SIDE || width > MAX_SIDE)
    refuse(
      `holds images of ${count(width)} x ${count(height)} pixels; at most ${MAX_SIDE} x ` +
        `${MAX_SIDE} can be used. Make them smaller first.`,
    )
  const content = contentOf(bytes, { sizes, unit: 'images', width: 1 }, refuse)
  const images = isPlanar ? interleaved(content, total, input) : content
  return { kind: 'images', path, input, count: total, images }
}

/** Colour images have their channels last, or first where only that makes sense. */
function layoutOf(sizes: readonly number[]): { input: InputShape; isPlanar: boolean } {
  const [, a, b, c] = sizes as [number, number, number, number | undefined]
  if (c === undefined) return { input: { height: a, width: b, channels: 1 }, isPlanar: false }
  const isPlanar = c > MAX_CHANNELS && a > 0 && a <= MAX_CHANNELS
  return isPlanar
    ? { input: { channels: a, height: b, width: c }, isPlanar }
    : { input: { height: a, width: b, channels: c }, isPlanar }
}

/** [count, channels, height, width] to [count, height, width, channels]. */
export function interleaved(
  planes: Uint8Array,
  total: number,
  { height, width, channels }: InputShape,
  stride = height * width * channels,
  offset = 0,
): Uint8Array {
  const plane = height * width
  const size = plane * channels
  const result = new Uint8Array(total * size)
  for (let image = 0; image < total; image++) {
    const from = image * stride + offset
    const to = image * size
    for (let channel = 0; channel < channels; channel++)
      for (let i = 0; i < plane; i++)
        result[to + i * channels + channel] = planes[from + channel * plane + i]!
  }
  return result
}
