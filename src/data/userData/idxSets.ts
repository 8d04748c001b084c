/** Which IDX files are of one set, and which part of it each one is. */
import { listed } from '../../spec/listed'
import type { SplitPart } from '../../spec/userData'
import { refuse } from './assemble'
import {
  partOf,
  splitOfFile,
  splitOfFolder,
  USES,
  usesOf,
  withoutSplit,
  type Split,
} from './splitNames'
import { named } from './describeShape'

/** Words that say what is in a file of any set. */
const CONTENT = /^(images?|imgs?|labels?|x|y|idx\d*|ubyte|byte|int|gz|)$/

/**
 * What the names of the files of one set have in common, in lower case: "emnist-letters"; empty for
 * MNIST's.
 * @param skipped folders that all files lie in
 */
export function setOf(path: string, skipped: number): string {
  const parts = path.split('/').filter(Boolean)
  const folders = parts.slice(skipped, -1).filter((name) => splitOfFolder(name) === null)
  const words = withoutSplit(parts.at(-1) ?? '')
    .split('-')
    .filter((word) => !CONTENT.test(word))
  return [...folders.map((name) => name.toLowerCase()), words.join('-')].filter(Boolean).join('/')
}

export interface Part<T> {
  readonly file: T
  readonly split: Split | null
  readonly use: SplitPart['use']
}

interface Counted {
  readonly kind: 'images' | 'labels'
  readonly path: string
  readonly count: number
}

/** Files of images, or of labels, by what they are used for; the one for training comes first. */
export function inParts<T extends Counted>(files: readonly T[], skipped: number): Part<T>[] {
  const splits = files.map(({ path }) => splitOfFile(path, skipped))
  const present = new Set(splits)
  if (present.size < files.length) return withoutNames(files, splits, skipped)
  const uses = usesOf(present)
  const parts = files.map((file, i) => ({
    ...{ file, split: splits[i]! },
    // What is in no part by name is for testing beside a file for training.
    use: files.length === 2 && splits[i] !== uses.training ? 'test' : partOf(splits[i]!, uses),
  })) satisfies Part<T>[]
  return parts.sort((a, b) => USES.indexOf(a.use) - USES.indexOf(b.use))
}

/** Two files whose names do not tell: the larger one is for training. */
function withoutNames<T extends Counted>(
  files: readonly T[],
  splits: readonly (Split | null)[],
  skipped: number,
): Part<T>[] {
  const [a, b] = files as readonly [T, T]
  const sets = [...new Set(files.map(({ path }) => setOf(path, skipped)))]
  if (files.length > 2 || (sets.length > 1 && splits[0] !== null)) {
    const shown = sets.slice(0, 6).map((name) => named(name === '' ? 'without a name' : name))
    refuse(
      `These are ${files.length} files of images and ${files.length} of labels` +
        (sets.length > 1
          ? `, which seem to be of ${sets.length} data sets (${listed(shown)}). Drop the files of ` +
            'one of them: '
          : '. Drop ') +
        'one file each for training, and one for testing.',
    )
  }
  if (a.count === b.count)
    refuse(
      `It cannot be told which of ${named(a.path)} and ${named(b.path)} is for testing. Put "train" ` +
        'and "test" into the names of the files.',
    )
  const [train, test] = a.count > b.count ? [a, b] : [b, a]
  return [
    { file: train, split: null, use: 'training' },
    { file: test, split: null, use: 'test' },
  ]
}
