/** Why a file cannot be read, and what to do about it. */
import type { FileKind } from './fileKind'
import { REASONS } from './leftOut'
import { named, WHAT_FITS } from './describeShape'

export type UnreadKind = FileKind | 'damaged'

/** Pictures that not every browser shows, by their usual names. */
const PICTURES: Partial<Record<UnreadKind, string>> = {
  heic: 'HEIC or HEIF',
  tiff: 'TIFF',
  netpbm: 'PPM or PGM',
  jpegxl: 'JPEG XL',
}

const ARCHIVES: Partial<Record<UnreadKind, string>> = {
  zip: 'a ZIP archive',
  tar: 'a tar archive',
  archive: 'a packed archive',
}

const ARRAYS: Partial<Record<UnreadKind, string>> = {
  numpy: 'a NumPy array',
  hdf5: 'an HDF5 file',
  matlab: 'a MATLAB file',
}

/** A sentence about a file, where nothing else is there to be read. */
export function refusal(path: string, kind: UnreadKind): string {
  const file = `The file ${named(path)}`
  const picture = PICTURES[kind]
  if (picture)
    return `${file} is a picture of the kind ${picture}, which browsers cannot read. Save it as JPEG or PNG.`
  if (ARCHIVES[kind])
    return `${file} is ${ARCHIVES[kind]}. Unpack it, then drop the files or the folder in it.`
  if (ARRAYS[kind])
    return (
      `${file} is ${ARRAYS[kind]}. Save its images and labels as IDX files, or as a folder of ` +
      'images.'
    )
  if (kind === 'empty') return `${file} is empty.`
  if (kind === 'damaged')
    return `${file} is gzipped, but damaged or cut short: it cannot be unpacked. Fetch it again.`
  if (kind === 'gzip') return `${file} is gzipped twice. Unpack it first.`
  if (kind === 'pickle')
    return (
      `${file} is a pickle of Python, which cannot be opened safely. Of CIFAR, take the binary ` +
      'version (data_batch_1.bin and so on).'
    )
  if (kind === 'text') return `${file} is a text file, not images. ${WHAT_FITS}`
  return (
    `${file} is of an unknown kind: it does not begin like any file of images (wrong magic ` +
    `number). ${WHAT_FITS}`
  )
}

/** Why a file is left out while others are read; to follow its name. */
export function reasonFor(kind: UnreadKind): string {
  const picture = PICTURES[kind]
  if (picture) return `a ${picture} picture, which browsers cannot read; save it as JPEG or PNG`
  if (kind === 'text') return REASONS.note
  if (kind === 'empty') return REASONS.empty
  if (kind === 'damaged') return 'gzipped, but damaged or cut short'
  if (kind === 'gzip') return 'gzipped twice'
  if (kind === 'pickle') return 'a pickle of Python, which cannot be opened safely'
  const what = ARCHIVES[kind] ?? ARRAYS[kind]
  return what ? `${what}, which is not read` : 'of an unknown kind'
}
