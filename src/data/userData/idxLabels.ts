/** Labels in IDX files. */
import { contentOf, NUMBER_TYPES, sizesOf, UINT8, type Refuse } from './idxHeader'
import type { ReadFile } from './userImages'
import { count } from './describeShape'

export interface IdxLabels {
  readonly kind: 'labels'
  readonly path: string
  readonly count: number
  readonly labels: Uint8Array
  /** Numbers that the file has for each image; the first one is the label. */
  readonly columns: number
}

/** Bytes of the whole numbers that labels may be, by type. */
const INTEGER_BYTES: Readonly<Record<number, number>> = { [UINT8]: 1, 0x09: 1, 0x0b: 2, 0x0c: 4 }
/** Numbers of one image in a table of labels: QMNIST has eight. */
const MAX_COLUMNS = 16

/**
 * One whole number for each image, or several: QMNIST has 32-bit numbers [N, 8], the label first,
 * then where the image comes from.
 */
export function isLabels(bytes: Uint8Array): boolean {
  const [, , type, dimensions] = bytes as unknown as [number, number, number, number]
  if (dimensions === 1) return INTEGER_BYTES[type] !== undefined
  if (dimensions !== 2 || bytes.length < 12) return false
  const columns = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8)
  return columns === 1 || (type === 0x0c && columns >= 1 && columns <= MAX_COLUMNS)
}

export function readLabels({ path, bytes }: ReadFile, refuse: Refuse): IdxLabels {
  const sizes = sizesOf(bytes, refuse)
  const [total, columns = 1] = sizes as [number, number?]
  if (total === 0) refuse('is empty: it says that it holds 0 labels.')
  const width =
    INTEGER_BYTES[bytes[2]!] ?? refuse(`holds labels that are ${NUMBER_TYPES[bytes[2]!]}.`)
  const content = contentOf(bytes, { sizes, unit: 'labels', width }, refuse)
  if (width === 1 && columns === 1 && bytes[2] === UINT8)
    return { kind: 'labels', path, count: total, labels: content, columns }
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const read = (at: number) =>
    width === 4 ? view.getInt32(at) : width === 2 ? view.getInt16(at) : view.getInt8(at)
  const labels = new Uint8Array(total)
  for (let i = 0; i < total; i++) {
    const label = read(i * columns * width)
    if (label < 0 || label > 255)
      refuse(
        `holds ${NUMBER_TYPES[bytes[2]!]}, and the label ${count(label)} among them; 0 to 255 can be read.`,
      )
    labels[i] = label
  }
  return { kind: 'labels', path, count: total, labels, columns }
}
