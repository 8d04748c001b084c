/** Which part of a set and which class the folders of an image say that it belongs to. */
import { splitOfFolder, type Split } from './splitNames'

export interface Place<T> {
  readonly file: T
  /** null where no folder names a part. */
  readonly split: Split | null
  /** The path of the folder that names the part; of the folder itself where none does. */
  readonly folder: string
  /** The name of the folder that names the class; null where none does. */
  readonly className: string | null
  /** The folder that the one of the class lies in. */
  readonly parent: string
}

const foldersOf = (path: string) => path.split('/').filter(Boolean).slice(0, -1)

/** How many folders all paths begin with: they were dropped together, and say nothing. */
export function commonFolders(paths: readonly string[]): number {
  const [first = [], ...others] = paths.map(foldersOf)
  const shared = (folders: readonly string[]) => {
    const at = first.findIndex((name, i) => folders[i] !== name)
    return at < 0 ? first.length : at
  }
  return others.reduce((least, folders) => Math.min(least, shared(folders)), first.length)
}

interface Found {
  /** Folders of an image behind those that all have in common. */
  readonly folders: readonly string[]
  /** Index of the one that names the part, the last where several follow on each other; or -1. */
  readonly at: number
}

function find(folders: readonly string[]): Found {
  const isSplit = folders.map((name) => splitOfFolder(name) !== null)
  let at = isSplit.indexOf(true)
  while (at >= 0 && isSplit[at + 1]) at++
  return { folders, at }
}

const isDirect = ({ folders, at }: Found) => at >= 0 && at === folders.length - 1

/** Parts within classes, "cat/train/1.png", rather than classes within parts. */
function areInverted(found: readonly Found[]): boolean {
  const inSplits = found.filter(({ at }) => at >= 0)
  if (!inSplits.every((one) => isDirect(one) && one.at > 0)) return false
  return new Set(inSplits.map(({ folders, at }) => folders.slice(0, at).join('/'))).size > 1
}

/**
 * Names that are those of a part, yet stand for a class: "valid" beside "invalid", and "train"
 * among vehicles, where nothing else names a part.
 */
function classesDespiteTheirName(found: readonly Found[]): (name: string) => boolean {
  const names = new Set(
    found.filter((one) => one.at < 0 || isDirect(one)).map(({ folders }) => folders.at(-1)),
  )
  const parts = new Set(found.filter(({ at }) => at >= 0).map(({ folders, at }) => folders[at]))
  const isAlone = parts.size === 1 && names.size > 2
  return (name) =>
    (/^valid$/i.test(name) &&
      [...names].some((other) => /^(invalid|not[ _-]?valid)$/i.test(other ?? ''))) ||
    (/^train$/i.test(name) && isAlone)
}

/** Places every image; all of them have to be given at once. */
export function placed<T extends { readonly path: string }>(files: readonly T[]): Place<T>[] {
  const skipped = commonFolders(files.map(({ path }) => path))
  const found = files.map(({ path }) => find(foldersOf(path).slice(skipped)))
  const inverted = areInverted(found)
  const isClass = classesDespiteTheirName(found)
  return files.map((file, i) => {
    const { folders, at } = found[i]!
    const all = foldersOf(file.path)
    const named = (index: number) => (index < 0 ? null : folders[index]!)
    const until = (count: number) => all.slice(0, skipped + Math.max(0, count)).join('/')
    if (at < 0 || (isDirect(found[i]!) && isClass(folders[at]!))) {
      const last = folders.length - 1
      return {
        ...{ file, split: null, folder: until(folders.length) },
        ...{ className: named(last), parent: until(last) },
      }
    }
    const last = inverted ? at - 1 : folders.length - 1
    return {
      ...{ file, split: splitOfFolder(folders[at]!), folder: until(at + 1) },
      className: inverted || last > at ? named(last) : null,
      parent: inverted ? `${until(last)}:${folders[at]}` : until(last),
    }
  })
}
