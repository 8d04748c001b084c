/** Files that were dropped or chosen, all together, to one data set or one sentence. */
import { DataError } from '../datasetLoader'
import { gunzip, GunzipFailure } from '../gunzip'
import { assembleCifar, assembleIdx, finish } from './assemble'
import { isCifarName, parseCifar } from './cifarBinary'
import { decodeImages, openWithBrowser, type OpenPicture } from './decodeImages'
import { fileKind, HEAD_BYTES, type FileKind } from './fileKind'
import { sortIntoFolders } from './folders'
import { parseIdx } from './idx'
import {
  MAX_PIXELS,
  type UserData,
  type UserFile,
  type UserImages,
  type ReadFile,
} from './userImages'
import { count, named, WHAT_FITS } from './describeShape'

/** Files that systems put beside others. */
const CLUTTER =
  /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*|batches\.meta(\.txt)?|readme[^/]*)$/i

export interface ReadOptions {
  /** What is being done, and how far it is where that is known. */
  readonly onProgress?: (stage: string, fraction?: number) => void
  readonly openPicture?: OpenPicture
}

interface Opened {
  readonly path: string
  readonly blob: Blob
  readonly kind: FileKind
}

const headOf = async (blob: Blob) => new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer())

async function open({ path, blob }: UserFile): Promise<Opened> {
  const kind = fileKind(await readable(path, () => headOf(blob)))
  if (kind !== 'gzip') return { path, blob, kind }
  const unpacked = await gunzip(blob, MAX_PIXELS + 1024).catch((error: unknown) => {
    throw unpackFailure(path, error)
  })
  const inner = path.replace(/\.gz$/i, '')
  return {
    path: inner,
    blob: new Blob([unpacked]),
    kind: fileKind(unpacked.subarray(0, HEAD_BYTES)),
  }
}

function unpackFailure(path: string, error: unknown): DataError {
  const reason = error instanceof GunzipFailure ? error.reason : 'damaged'
  const sentence = {
    damaged: 'is gzipped, but damaged or cut short: it cannot be unpacked. Fetch it again.',
    unsupported:
      'is gzipped, and this browser cannot unpack that. Unpack it first, or use a newer browser.',
    'too-large':
      `is gzipped and unpacks to more than this page can keep (${count(MAX_PIXELS)} bytes). ` +
      'Take fewer or smaller images.',
  }[reason]
  return new DataError(`The file ${named(path)} ${sentence}`, { cause: error })
}

/** Files may be moved or changed after they were chosen, and folders are dropped as files. */
async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DataError) throw error
    throw new DataError(
      `The file ${named(path)} could not be read. It may have been moved or changed since it was ` +
        'chosen, or be a folder; choose it again.',
      { cause: error },
    )
  }
}

/**
 * Reads data that a person brings along: IDX files (plain or gzipped), binary batches of CIFAR, or
 * a folder of labelled images.
 * @throws DataError with a sentence for anything else
 */
export async function readUserData(
  files: readonly UserFile[],
  { onProgress = () => undefined, openPicture = openWithBrowser }: ReadOptions = {},
): Promise<UserData> {
  const wanted = files.filter(({ path }) => !CLUTTER.test(path))
  if (wanted.length === 0)
    throw new DataError(`There is no file to read in what was dropped. ${WHAT_FITS}`)
  const bytes = wanted.reduce((sum, { blob }) => sum + blob.size, 0)
  if (bytes > 2 * MAX_PIXELS)
    throw new DataError(
      `These files have ${count(bytes)} bytes together; this page reads at most ` +
        `${count(2 * MAX_PIXELS)}. Take fewer or smaller images.`,
    )
  onProgress('Reading the files', 0)
  const opened: Opened[] = []
  let done = 0
  for (const file of wanted) {
    opened.push(await open(file))
    done += file.blob.size
    onProgress('Reading the files', bytes === 0 ? 1 : done / bytes)
  }
  const [families, left] = byFamily(opened)
  const [family, ...others] = [...families.keys()]
  // A note beside pictures is no reason to refuse them.
  const refused = left.find(({ kind }) => kind !== 'text' || family !== 'image')
  if (refused) throw new DataError(refusal(refused))
  if (family === undefined || others.length > 0)
    throw new DataError(
      'These are files of different kinds together. Drop IDX files, or CIFAR batches, or a ' +
        'folder of images, one kind at a time.',
    )
  const members = families.get(family)!
  if (family === 'image') return readFolders(members, openPicture, onProgress)
  const contents: ReadFile[] = []
  for (const { path, blob } of members)
    contents.push({
      path,
      bytes: await readable(path, async () => new Uint8Array(await blob.arrayBuffer())),
    })
  onProgress('Checking the images')
  return family === 'idx'
    ? assembleIdx(contents.map(parseIdx))
    : assembleCifar(contents.map(parseCifar))
}

type Family = 'image' | 'idx' | 'cifar'

/** What can be read, by its reader, and what cannot. */
function byFamily(opened: readonly Opened[]): [Map<Family, Opened[]>, Opened[]] {
  const families = new Map<Family, Opened[]>()
  const left: Opened[] = []
  for (const file of opened) {
    const family = familyOf(file)
    if (family === undefined) left.push(file)
    else families.set(family, [...(families.get(family) ?? []), file])
  }
  return [families, left]
}

function familyOf({ path, blob, kind }: Opened): Family | undefined {
  if (kind === 'image') return 'image'
  // Batches of CIFAR have no beginning of their own: any bytes may come first, in theory also
  // those of another kind of file.
  const isWhole = blob.size > 0 && (blob.size % 3073 === 0 || blob.size % 3074 === 0)
  if (isCifarName(path) && (isWhole || kind === 'unknown')) return 'cifar'
  return kind === 'idx' ? 'idx' : undefined
}

async function readFolders(
  files: readonly Opened[],
  openPicture: OpenPicture,
  onProgress: NonNullable<ReadOptions['onProgress']>,
): Promise<UserData> {
  const { classNames, train, test } = sortIntoFolders(files)
  const ordered = [...train, ...(test ?? [])]
  const { input, images, notes } = await decodeImages(ordered, openPicture, (fraction) =>
    onProgress('Reading the images', fraction),
  )
  const size = images.length / ordered.length
  const part = (from: number, to: number): UserImages => ({
    images: images.subarray(from * size, to * size),
    labels: Uint8Array.from(ordered.slice(from, to), ({ label }) => label),
    count: to - from,
  })
  onProgress('Checking the images')
  return finish({
    input,
    classNames,
    train: part(0, train.length),
    test: test && part(train.length, ordered.length),
    notes,
    origin: { kind: 'folder', train: [], test: [] },
  })
}

/** Why a file cannot be read. */
function refusal({ path, kind }: Opened): string {
  const file = `The file ${named(path)}`
  const unpack = 'Unpack it, then drop the files or the folder in it.'
  const save = 'Save its images and labels as IDX files, or as a folder of images.'
  switch (kind) {
    case 'empty':
      return `${file} is empty.`
    case 'gzip':
      return `${file} is gzipped twice. Unpack it first.`
    case 'zip':
      return `${file} is a ZIP archive. ${unpack}`
    case 'tar':
      return `${file} is a tar archive. ${unpack}`
    case 'archive':
      return `${file} is a packed archive. ${unpack}`
    case 'numpy':
      return `${file} is a NumPy array. ${save}`
    case 'hdf5':
      return `${file} is an HDF5 file. ${save}`
    case 'pickle':
      return (
        `${file} is a pickle of Python, which cannot be opened safely. Of CIFAR, take the binary ` +
        'version (data_batch_1.bin and so on).'
      )
    case 'text':
      return `${file} is a text file, not images. ${WHAT_FITS}`
    case 'idx':
    case 'image':
    case 'unknown':
      return (
        `${file} is of an unknown kind: it does not begin like any file of images (wrong magic ` +
        `number). ${WHAT_FITS}`
      )
  }
}
