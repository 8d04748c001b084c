/** Files out of a drop, with those in folders and their folders' names. */
import type { UserFile } from '../../spec/userData'

/** More entries than any data set here may have are not walked through. */
const MAX_FILES = 70_000

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
    if (some.length === 0 || all.length > MAX_FILES) return all
    all.push(...some)
  }
}

async function walk(entry: FileSystemEntry, found: UserFile[]): Promise<void> {
  if (found.length > MAX_FILES) return
  const path = entry.fullPath.replace(/^\//, '')
  if (entry.isFile) found.push({ path, blob: await fileOf(entry as FileSystemFileEntry) })
  else
    for (const inner of await entriesOf(entry as FileSystemDirectoryEntry)) await walk(inner, found)
}

/** Has to be called while the drop is handled: its entries are gone afterwards. */
export function droppedFiles(transfer: DataTransfer): Promise<UserFile[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.() ?? null)
    .filter((entry) => entry !== null)
  const plain = [...transfer.files]
  if (!entries.some(({ isDirectory }) => isDirectory))
    return Promise.resolve(plain.map((file) => ({ path: file.name, blob: file })))
  const found: UserFile[] = []
  return entries
    .reduce((before, entry) => before.then(() => walk(entry, found)), Promise.resolve())
    .then(() => found)
}

/** Files out of a file field; in a folder they know their path. */
export const chosenFiles = (list: FileList | null): UserFile[] =>
  [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, blob: file }))
