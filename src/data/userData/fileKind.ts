/** What a file is, by its first bytes: names lie. */

export type FileKind =
  | 'empty'
  | 'gzip'
  | 'idx'
  | 'image'
  | 'heic'
  | 'tiff'
  | 'netpbm'
  | 'jpegxl'
  | 'zip'
  | 'tar'
  | 'archive'
  | 'numpy'
  | 'pickle'
  | 'hdf5'
  | 'matlab'
  | 'text'
  | 'unknown'

/** Bytes of a file that are enough to tell. */
export const HEAD_BYTES = 512

const text = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to))

const startsWith = (bytes: Uint8Array, ...start: number[]) =>
  bytes.length >= start.length && start.every((byte, i) => bytes[i] === byte)

function isImage(head: Uint8Array): boolean {
  return (
    startsWith(head, 0x89, 0x50, 0x4e, 0x47) ||
    startsWith(head, 0xff, 0xd8, 0xff) ||
    text(head, 0, 4) === 'GIF8' ||
    (text(head, 0, 2) === 'BM' && startsWith(head.subarray(6), 0, 0, 0, 0)) ||
    (text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP') ||
    brandsOf(head).some((brand) => brand === 'avif' || brand === 'avis')
  )
}

/** Of AVIF, HEIC and their kin: what a reader has to know to show it. */
function brandsOf(head: Uint8Array): readonly string[] {
  if (text(head, 4, 8) !== 'ftyp') return []
  const end = Math.min(head.length, 256 * head[2]! + head[3]!)
  return text(head, 8, end).match(/.{4}/gs) ?? []
}

/** Pictures that browsers do not show, or not all of them. */
function otherPicture(head: Uint8Array): 'heic' | 'tiff' | 'netpbm' | 'jpegxl' | null {
  if (brandsOf(head).some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) return 'heic'
  if (/^(II[*+]\0|MM\0[*+])$/.test(text(head, 0, 4))) return 'tiff'
  if (/^P[1-6][\s#]/.test(text(head, 0, 3))) return 'netpbm'
  if (startsWith(head, 0xff, 0x0a) || text(head, 4, 8) === 'JXL ') return 'jpegxl'
  return null
}

/** Only characters that a text file has, tab and line ends included. */
const isText = (head: Uint8Array) =>
  head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13) &&
  head.some((byte) => byte < 128)

/** @param head the first `HEAD_BYTES` bytes, or fewer where the file is shorter */
export function fileKind(head: Uint8Array): FileKind {
  if (head.length === 0) return 'empty'
  if (startsWith(head, 0x1f, 0x8b)) return 'gzip'
  // Two zero bytes, then a type that IDX knows (8 is uint8) and the number of dimensions.
  if (startsWith(head, 0, 0) && head[2]! >= 0x08 && head[2]! <= 0x0e && head[3]! <= 8) return 'idx'
  if (isImage(head)) return 'image'
  const other = otherPicture(head)
  if (other) return other
  if (startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6)) return 'zip'
  if (text(head, 257, 262) === 'ustar') return 'tar'
  if (
    startsWith(head, 0x37, 0x7a, 0xbc, 0xaf) ||
    text(head, 0, 4) === 'Rar!' ||
    startsWith(head, 0xfd, 0x37, 0x7a, 0x58, 0x5a) ||
    (text(head, 0, 3) === 'BZh' && text(head, 4, 10) === '1AY&SY') ||
    startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)
  )
    return 'archive'
  if (startsWith(head, 0x93) && text(head, 1, 6) === 'NUMPY') return 'numpy'
  if (startsWith(head, 0x89) && text(head, 1, 4) === 'HDF') return 'hdf5'
  if (text(head, 0, 6) === 'MATLAB') return 'matlab'
  if (
    startsWith(head, 0x80) &&
    head[1]! >= 2 &&
    head[1]! <= 5 &&
    /[(}\]c\x95]/.test(text(head, 2, 3))
  )
    return 'pickle'
  return isText(head) ? 'text' : 'unknown'
}
