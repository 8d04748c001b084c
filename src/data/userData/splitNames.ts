/**
 * The names by which folders and files say which part of a data set they are: one table for
 * folders of images, IDX files and binary files.
 */
import type { SplitPart } from '../../spec/userData'

/** Parts of a data set by their owner's name; `train` apart, the first one present is for testing. */
export const TEST_ORDER = ['test', 'evaluation', 'validation'] as const
export type Split = 'train' | (typeof TEST_ORDER)[number]

/** In lower case, words joined by "_". A name may have "set", "data" or "images" behind it. */
export const SPLIT_NAMES: Readonly<Record<Split, readonly string[]>> = {
  train: ['train', 'training'],
  test: ['test', 'tests', 'testing', 't10k'],
  evaluation: ['eval', 'evaluation', 'holdout', 'hold_out'],
  validation: ['val', 'valid', 'validation', 'dev', 'development'],
}

const ENDINGS = ['', 'set', '_set', '_data', '_images', '_split']

const BY_NAME: ReadonlyMap<string, Split> = new Map(
  Object.entries(SPLIT_NAMES).flatMap(([split, names]) =>
    names.flatMap((name) => ENDINGS.map((ending) => [name + ending, split as Split] as const)),
  ),
)

/** The part of a set that a folder of this name holds, such as "Training-Set"; null for others. */
export const splitOfFolder = (name: string): Split | null =>
  BY_NAME.get(
    name
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, '_'),
  ) ?? null

/** Words of a file's name in lower case: "trainImages-idx3" is "train", "images", "idx3". */
const messageOf = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)

const splitOfWords = (name: string): Split | null => {
  const found = new Set(
    messageOf(name).flatMap(
      (word) => BY_NAME.get(word) ?? BY_NAME.get(word.replace(/\d+$/, '')) ?? [],
    ),
  )
  return found.size === 1 ? [...found][0]! : null
}

/**
 * By the file's own name first, then by its folders, the nearest one first.
 * @param skipped folders that all files lie in, which tell nothing apart
 */
export function splitOfFile(path: string, skipped = 0): Split | null {
  const [name, ...folders] = path.split('/').filter(Boolean).slice(skipped).toReversed()
  for (const part of [name ?? '', ...folders]) {
    const split = splitOfWords(part)
    if (split) return split
  }
  return null
}

/** Words of a file's name that say nothing of its part: what files of one set have in common. */
export const withoutSplit = (name: string): string =>
  messageOf(name)
    .filter((word) => !BY_NAME.has(word))
    .join('-')

export interface SplitUses {
  /** `null` stands for what is in no part by name. */
  readonly training: Split | null
  /** Absent where there is one part only, whose end is then for testing. */
  readonly test: Split | undefined
}

/** What the parts that are there, at least one, are used for; the others are left out. */
export function usesOf(present: ReadonlySet<Split | null>): SplitUses {
  const test = present.size > 1 ? TEST_ORDER.find((split) => present.has(split)) : undefined
  const training = (['train', null, ...TEST_ORDER.toReversed()] as const).find(
    (split) => present.has(split) && split !== test,
  )
  return { training: training ?? null, test }
}

/** In the order in which the page says them. */
export const USES: readonly SplitPart['use'][] = ['training', 'test', 'left out']

export const partOf = (split: Split | null, { training, test }: SplitUses): SplitPart['use'] =>
  split === training ? 'training' : split === test ? 'test' : 'left out'

/** What a part is for, in a sentence. */
export const USE_WORDS: Readonly<Record<Split, string>> = {
  train: 'training',
  test: 'testing',
  evaluation: 'evaluation',
  validation: 'validation',
}
