/** What all IDX files have in common: a type of numbers, sizes, and as many numbers behind them. */
import { MAX_PIXELS } from './userImages'
import { count, plural } from './describeShape'

export type Refuse = (sentence: string) => never

export const UINT8 = 0x08
/** Types of numbers besides UINT8. */
export const NUMBER_TYPES: Readonly<Record<number, string>> = {
  0x09: 'signed bytes',
  0x0b: '16-bit numbers',
  0x0c: '32-bit numbers',
  0x0d: 'floating-point numbers',
  0x0e: 'double-precision numbers',
}
export function sizesOf(bytes: Uint8Array, refuse: Refuse): number[] {
  const dimensions = bytes[3]!
  if (bytes.length < 4 + 4 * dimensions)
    refuse('is cut short: it ends before its sizes are complete.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i))
}

interface Content {
  readonly sizes: readonly number[]
  readonly unit: 'images' | 'labels'
  /** Bytes of a number. */
  readonly width: number
}

/** What is behind the header, as many bytes as it says. */
export function contentOf(
  bytes: Uint8Array,
  { sizes, unit, width }: Content,
  refuse: Refuse,
): Uint8Array {
  const start = 4 + 4 * sizes.length
  const total = sizes[0]!
  const expected = sizes.reduce((product, size) => product * size, width)
  const held = bytes.length - start
  if (expected > MAX_PIXELS)
    refuse(
      `says that it holds ${count(total)} ${unit}, ${count(expected)} bytes: more than this page ` +
        `can keep (${count(MAX_PIXELS)}). Take fewer or smaller ones.`,
    )
  if (held < expected)
    refuse(
      `is cut short: for ${count(total)} ${unit} it would need ${count(expected)} bytes behind ` +
        `its header, but has ${count(held)}.`,
    )
  if (held > expected)
    refuse(
      `has ${plural(held - expected, 'byte')} too many behind its ${count(total)} ${unit}; it ` +
        'may be damaged, or two files in one.',
    )
  return bytes.subarray(start)
}
