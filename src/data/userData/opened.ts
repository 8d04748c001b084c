/** A person's files by what they are, before they are read as a whole. */
import { clutterIn } from '../../spec/clutter'
import type { UserFile } from '../../spec/userData'
import { DataError } from '../datasetLoader'
import { GunzipFailure } from '../gunzip'
import { isCifarName } from './cifarBinary'
import { fileKind, HEAD_BYTES, type FileKind } from './fileKind'
import { inflateAll, inflateHead } from './inflate'
import { REASONS, type LeftOut } from './leftOut'
import { MAX_PIXELS } from './userImages'
import { commonFolders } from './placement'
import { count, named } from './describeShape'

export interface Opened {
  /** Without `.gz` where it is packed. */
  readonly path: string
  /** As it was dropped. */
  readonly file: UserFile
  readonly isPacked: boolean
  /** Of what is inside. */
  readonly kind: FileKind | 'damaged'
}

/** Without what systems and programs put beside a person's files. */
export function withoutClutter(files: readonly UserFile[], leftOut: LeftOut): UserFile[] {
  const dropped = commonFolders(files.map(({ path }) => path))
  const clutter = new Set<string>()
  const wanted = files.filter(({ path }) => {
    const found = clutterIn(path, dropped)
    if (found !== null) clutter.add(found)
    return found === null
  })
  leftOut.addAll([...clutter], REASONS.clutter)
  return wanted
}

const headOf = async (blob: Blob) => new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer())

/** What a file is; null where the disk does not give it. */
export async function openFile(file: UserFile): Promise<Opened | null> {
  const { path, blob } = file
  const head = await headOf(blob).catch(() => null)
  if (head === null) return null
  const kind = fileKind(head)
  if (kind !== 'gzip') return { path, file, isPacked: false, kind }
  const inner = await inflateHead(blob, HEAD_BYTES).catch(() => null)
  return {
    path: path.replace(/\.gz$/i, ''),
    file,
    isPacked: true,
    kind: inner === null ? 'damaged' : fileKind(inner),
  }
}

/**
 * The bytes of a file, unpacked.
 * @throws DataError
 */
export async function contentOf({ file, isPacked }: Opened): Promise<Uint8Array<ArrayBuffer>> {
  const { path, blob } = file
  if (isPacked)
    return inflateAll(blob, MAX_PIXELS + 1024).catch((error: unknown) => {
      throw error instanceof GunzipFailure ? unpackFailure(path, error) : unreadable(path, error)
    })
  try {
    return new Uint8Array(await blob.arrayBuffer())
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Files may be moved or changed after they were chosen, and folders are dropped as files. */
export const unreadable = (path: string, cause?: unknown): DataError =>
  new DataError(
    `The file ${named(path)} could not be read. It may have been moved or changed since it was ` +
      'chosen, or be a folder; choose it again.',
    { cause },
  )

function unpackFailure(path: string, error: GunzipFailure): DataError {
  const sentence =
    error.reason === 'too-large'
      ? `is gzipped and unpacks to more than this page can keep (${count(MAX_PIXELS)} bytes). ` +
        'Take fewer or smaller images.'
      : 'is gzipped, but damaged or cut short: it cannot be unpacked. Fetch it again.'
  return new DataError(`The file ${named(path)} ${sentence}`, { cause: error })
}

export type Family = 'image' | 'idx' | 'cifar'

/** By which reader a file can be read, if any. */
export function familyOf({ path, file, isPacked, kind }: Opened): Family | undefined {
  if (kind === 'image' || kind === 'idx') {
    if (!isCifarName(path) || isPacked || !isWhole(file.blob.size)) return kind
  }
  // Batches of CIFAR have no beginning of their own: any bytes may come first, in theory also
  // those of another kind of file.
  if (isCifarName(path) && (kind === 'unknown' || (!isPacked && isWhole(file.blob.size))))
    return 'cifar'
  return undefined
}

const isWhole = (bytes: number) => bytes > 0 && (bytes % 3073 === 0 || bytes % 3074 === 0)
