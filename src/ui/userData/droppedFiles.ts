/** Files out of a drop, with those in folders and their folders' names. */
import { formatCount } from '../../charts/format'
import { isClutterName } from '../../spec/clutter'
import type { UserFile } from '../../spec/userData'

export interface DroppedFiles {
  readonly files: UserFile[]
  /** Paths of files and folders that the browser could not get at. */
  readonly unreadable: string[]
}

/** More than any data set here may have. */
const MAX_FILES = 70_000

/** The message is a sentence for the page. */
export class TooManyFiles extends Error {
  constructor() {
    super(
      `The folder holds more than ${formatCount(MAX_FILES)} files, more than this page ` +
        'reads. Drop a part of it.',
    )
  }
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject))

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    // A reader gives a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
    if (all.length > MAX_FILES) throw new TooManyFiles()
  }
}

async function walk(entry: FileSystemEntry, found: DroppedFiles, isInside: boolean): Promise<void> {
  const path = entry.fullPath.replace(/^\//, '')
  if (found.files.length > MAX_FILES) throw new TooManyFiles()
  if (isInside && entry.isDirectory && isClutterName(entry.name)) {
    // Left out by whoever reads; there may be more in it than in all the rest.
    found.files.push({ path, blob: new Blob() })
    return
  }
  try {
    if (entry.isFile) found.files.push({ path, blob: await fileOf(entry as FileSystemFileEntry) })
    else
      for (const inner of await entriesOf(entry as FileSystemDirectoryEntry))
        await walk(inner, found, true)
  } catch (error) {
    if (error instanceof TooManyFiles) throw error
    found.unreadable.push(path)
  }
}

/**
 * Has to be called while the drop is handled: its entries are gone afterwards.
 * @throws TooManyFiles
 */
export async function droppedFiles(transfer: DataTransfer): Promise<DroppedFiles> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.() ?? null)
    .filter((entry) => entry !== null)
  const plain = [...transfer.files]
  if (!entries.some(({ isDirectory }) => isDirectory))
    return { files: plain.map((file) => ({ path: file.name, blob: file })), unreadable: [] }
  const found: DroppedFiles = { files: [], unreadable: [] }
  for (const entry of entries) await walk(entry, found, false)
  return found
}

/** Files out of a file field; in a folder they know their path. */
export const chosenFiles = (list: FileList | null): UserFile[] =>
  [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, blob: file }))
