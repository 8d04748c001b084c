/** Files that were dropped or chosen, all together, to one data set or one sentence. */
import { DataError } from '../datasetLoader'
import type { Beside } from './assemble'
import { assembleCifar } from './assembleCifar'
import { assembleIdx } from './assembleIdx'
import { parseCifar } from './cifarBinary'
import { isClassNote, MAX_NOTE_BYTES, readClassNote, type ClassNote } from './classNotes'
import { openWithBrowser, type OpenPicture } from './decodeImages'
import { withoutTwins, type ReadTwin } from './duplicates'
import { sortIntoFolders } from './folders'
import { parseIdx } from './idx'
import { LeftOut, REASONS } from './leftOut'
import { contentOf, familyOf, openFile, unreadable, withoutClutter } from './opened'
import type { Family, Opened } from './opened'
import { MAX_PIXELS, type UserData, type UserFile } from './userImages'
import { readPictures } from './readPictures'
import { reasonFor, refusal } from './refusals'
import { count, WHAT_FITS } from './describeShape'

export interface ReadOptions {
  /** What is being done, and how far it is where that is known. */
  readonly onProgress?: (stage: string, fraction?: number) => void
  readonly openPicture?: OpenPicture
  /** Paths of files that the browser could not get at. */
  readonly unreadable?: readonly string[]
}

/**
 * Reads data that a person brings along: IDX files (plain or gzipped), binary batches of CIFAR, or
 * a folder of labelled images. What lies beside them is left out, and said.
 * @throws DataError with a sentence for anything else
 */
export async function readUserData(
  files: readonly UserFile[],
  options: ReadOptions = {},
): Promise<UserData> {
  const leftOut = new LeftOut()
  leftOut.addAll(options.unreadable ?? [], REASONS.unreadable)
  try {
    return await read(withoutClutter(files, leftOut), leftOut, options)
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    throw new DataError(error.message + leftOut.sentence(), { cause: error })
  }
}

async function read(
  wanted: readonly UserFile[],
  leftOut: LeftOut,
  { onProgress = () => undefined, openPicture = openWithBrowser }: ReadOptions,
): Promise<UserData> {
  if (wanted.length === 0)
    throw new DataError(`There is no file to read in what was dropped. ${WHAT_FITS}`)
  const opened = await openAll(wanted, leftOut, (fraction) =>
    onProgress('Reading the files', fraction),
  )
  const { family, members, others } = oneFamily(opened, leftOut)
  const bytes = members.reduce((sum, { file }) => sum + file.blob.size, 0)
  if (bytes > 2 * MAX_PIXELS)
    throw new DataError(
      `These files have ${count(bytes)} bytes together; this page reads at most ` +
        `${count(2 * MAX_PIXELS)}. Take fewer or smaller images.`,
    )
  if (family === 'image') {
    leaveOut(others, leftOut)
    return readPictures(members, { openPicture, onProgress, leftOut })
  }
  const twins = new Set(members.filter(({ isPacked }) => !isPacked).map(({ path }) => path))
  for (const { path, file, kind } of others)
    // Not a note: without it, the rest may be read as what it is not.
    if (kind === 'damaged' && !twins.has(path)) throw new DataError(refusal(file.path, kind))
  const beside = { classNotes: await classNotes(others), leftOut }
  const named = new Set(beside.classNotes.map(({ path }) => path))
  leaveOut(
    others.filter(({ file }) => !named.has(file.path)),
    leftOut,
  )
  return readArrays(family, await contents(members, twins, leftOut, onProgress), beside)
}

async function openAll(
  files: readonly UserFile[],
  leftOut: LeftOut,
  onProgress: (fraction: number) => void,
): Promise<Opened[]> {
  const opened: Opened[] = []
  const lost: string[] = []
  for (const [i, file] of files.entries()) {
    onProgress(i / files.length)
    const one = await openFile(file)
    if (one) opened.push(one)
    else lost.push(file.path)
  }
  if (opened.length === 0) throw unreadable(lost[0]!)
  leftOut.addAll(lost, REASONS.unreadable)
  return opened
}

interface OneFamily {
  readonly family: Family
  readonly members: readonly Opened[]
  readonly others: readonly Opened[]
}

/** Files of one kind, and what lies beside them. */
function oneFamily(opened: readonly Opened[], leftOut: LeftOut): OneFamily {
  const of = (wanted: Family | undefined) => opened.filter((file) => familyOf(file) === wanted)
  const others = of(undefined)
  const pictures = of('image')
  const arrays = (['idx', 'cifar'] as const).filter((family) => of(family).length > 0)
  const [family] = arrays
  if (family === undefined && pictures.length === 0) {
    const telling = others.find(({ kind }) => kind !== 'text' && kind !== 'empty') ?? others[0]!
    const { path, file, kind } = telling
    throw new DataError(refusal(kind === 'damaged' ? file.path : path, kind))
  }
  if (family === undefined) return { family: 'image', members: pictures, others }
  if (arrays.length > 1 || (pictures.length > 0 && areClasses(pictures)))
    throw new DataError(
      'These are files of different kinds together. Drop IDX files, or CIFAR batches, or a ' +
        'folder of images, one kind at a time.',
    )
  leftOut.addAll(
    pictures.map(({ file }) => file.path),
    REASONS.picture,
  )
  return { family, members: of(family), others }
}

/** Whether pictures are a data set themselves, and not an illustration of one. */
function areClasses(pictures: readonly Opened[]): boolean {
  try {
    sortIntoFolders(pictures, new LeftOut())
    return true
  } catch {
    return false
  }
}

const leaveOut = (files: readonly Opened[], leftOut: LeftOut) => {
  for (const { file, kind } of files) leftOut.add(file.path, reasonFor(kind))
}

async function classNotes(files: readonly Opened[]): Promise<ClassNote[]> {
  const notes: ClassNote[] = []
  for (const { path, file, isPacked, kind } of files) {
    if (kind !== 'text' || isPacked || !isClassNote(path) || file.blob.size > MAX_NOTE_BYTES)
      continue
    const note = readClassNote(path, await file.blob.text().catch(() => ''))
    if (note) notes.push(note)
  }
  return notes
}

async function contents(
  members: readonly Opened[],
  plain: ReadonlySet<string>,
  leftOut: LeftOut,
  onProgress: NonNullable<ReadOptions['onProgress']>,
): Promise<ReadTwin[]> {
  const files: ReadTwin[] = []
  for (const [i, member] of members.entries()) {
    onProgress('Reading the files', i / members.length)
    const { path, file, isPacked } = member
    try {
      files.push({ path, original: file.path, isPacked, bytes: await contentOf(member) })
    } catch (error) {
      if (!isPacked || !plain.has(path)) throw error
      leftOut.add(file.path, 'gzipped, but damaged or cut short; the file beside it is used')
    }
  }
  onProgress('Checking the images')
  return withoutTwins(files, leftOut)
}

const readArrays = (family: 'idx' | 'cifar', files: readonly ReadTwin[], beside: Beside) =>
  family === 'idx'
    ? assembleIdx(files.map(parseIdx), beside)
    : assembleCifar(files.map(parseCifar), beside)
