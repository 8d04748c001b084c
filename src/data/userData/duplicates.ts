/** The same file twice: plain and gzipped, in two folders, or downloaded again. */
import { DataError } from '../datasetLoader'
import { REASONS, type LeftOut } from './leftOut'
import type { ReadFile } from './userImages'
import { named } from './describeShape'

export interface ReadTwin extends ReadFile {
  /** As it was dropped. */
  readonly original: string
  readonly isPacked: boolean
}

/** "train-images (1)" and "train-images - Copy" are copies of "train-images". */
const plainName = (path: string) =>
  path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/( \(\d+\)| - copy| copy)(?=(\.[a-z0-9]+)*$)/, '')

const areEqual = (a: Uint8Array, b: Uint8Array) => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/**
 * Each file once, the plain one where there is one.
 * @throws DataError where a file and its packed form, side by side, hold different things
 */
export function withoutTwins(files: readonly ReadTwin[], leftOut: LeftOut): ReadTwin[] {
  const kept: ReadTwin[] = []
  for (const file of files.toSorted((a, b) => Number(a.isPacked) - Number(b.isPacked))) {
    const name = plainName(file.path)
    const twin = kept.find(
      (other) => plainName(other.path) === name && areEqual(other.bytes, file.bytes),
    )
    if (twin) {
      leftOut.add(file.original, REASONS.twice)
      continue
    }
    const other = kept.find(({ path }) => path === file.path)
    if (other)
      throw new DataError(
        `${named(file.original)} and ${named(other.original)} lie side by side and hold different ` +
          'things. Remove the one that is wrong.',
      )
    kept.push(file)
  }
  return kept
}
