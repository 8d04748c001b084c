/**
 * Binary batches of CIFAR: records of one label byte (two in CIFAR-100, coarse and fine) and
 * 3 x 1024 pixels, red, green and blue planes of 32 x 32 each.
 * https://www.cs.toronto.edu/~kriz/cifar.html
 */
import { DataError } from '../datasetLoader'
import { interleaved } from './idx'
import type { UserImages, ReadFile } from './userImages'
import { count, named, plural } from './describeShape'

export const CIFAR_INPUT = { height: 32, width: 32, channels: 3 } as const
const PIXELS = 3072

export interface CifarBatch extends UserImages {
  readonly path: string
  /** 10 or 100. */
  readonly classes: number
}

/** Whether a file without any magic number goes by a name that CIFAR's batches have. */
export const isCifarName = (path: string) => /(^|\/)[^/]*(_batch[^/]*|\.bin)$/i.test(path)

/** @throws DataError with a sentence where the bytes are not whole records with valid labels */
export function parseCifar({ path, bytes }: ReadFile): CifarBatch {
  const { length } = bytes
  // The sizes have no common multiple below 9.4 million bytes; there the labels decide.
  const fits10 = length % (PIXELS + 1) === 0 && labelsFit(bytes, 1, 0, 10)
  const fits100 =
    length % (PIXELS + 2) === 0 && labelsFit(bytes, 2, 0, 20) && labelsFit(bytes, 2, 1, 100)
  if (!fits10 && !fits100) {
    const rest = length % (PIXELS + 1)
    throw new DataError(
      rest === 0
        ? `The file ${named(path)} has the size of a CIFAR-10 batch, but labels above 9: it is ` +
            'damaged, or something else.'
        : `The file ${named(path)} is not a whole CIFAR batch: its ${count(length)} bytes are ` +
            `${count(Math.floor(length / (PIXELS + 1)))} records of 3,073 bytes and ` +
            `${plural(rest, 'byte')} more. It may be cut short.`,
    )
  }
  const header = fits10 ? 1 : 2
  const record = PIXELS + header
  const total = length / record
  return {
    path,
    classes: fits10 ? 10 : 100,
    count: total,
    labels: Uint8Array.from({ length: total }, (_, i) => bytes[i * record + header - 1]!),
    images: interleaved(bytes, total, CIFAR_INPUT, record, header),
  }
}

function labelsFit(bytes: Uint8Array, header: number, at: number, classes: number): boolean {
  for (let i = at; i < bytes.length; i += PIXELS + header) if (bytes[i]! >= classes) return false
  return true
}
