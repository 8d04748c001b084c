/** A folder of images: the folder that an image lies in names its class. */
import { DataError } from '../datasetLoader'
import { MAX_CLASSES } from './userImages'
import { count, plural } from './describeShape'

export interface FolderImage<T> {
  readonly path: string
  readonly file: T
  readonly label: number
}

export interface Folders<T> {
  readonly classNames: readonly string[]
  readonly train: readonly FolderImage<T>[]
  /** null where there is no folder called test. */
  readonly test: readonly FolderImage<T>[] | null
}

/** Decoding takes time and memory for each. */
export const MAX_IMAGES = 60_000

const TEST = /^(tests?|testing|val|valid|validation)$/i

/**
 * Sorts images into classes. Classes are in the order of their names. The images of a split are
 * mixed evenly, the same way every time: any part of them, such as the tenth that is held out,
 * has every class in its share.
 * @throws DataError where folders do not make classes
 */
export function sortIntoFolders<T extends { readonly path: string }>(
  files: readonly T[],
): Folders<T> {
  if (files.length > MAX_IMAGES)
    throw new DataError(
      `The folder holds ${count(files.length)} images; at most ${count(MAX_IMAGES)} can be read.`,
    )
  const placed = files.map((file) => {
    const folders = file.path.split('/').filter(Boolean).slice(0, -1)
    return { file, name: folders.at(-1), isTest: folders.slice(0, -1).some((f) => TEST.test(f)) }
  })
  const loose = placed.filter(({ name }) => name === undefined).length
  if (loose > 0)
    throw new DataError(
      `${plural(loose, 'image lies', 'images lie')} in no folder, so ${loose === 1 ? 'its class is' : 'their classes are'} ` +
        'unknown. Drop a folder that holds one folder for each class.',
    )
  const classNames = [...new Set(placed.map(({ name }) => name!))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  if (classNames.length === 1)
    throw new DataError(
      `All images lie in one folder, "${classNames[0]}", which makes one class. Drop a folder that ` +
        'holds one folder for each class, at least two.',
    )
  if (classNames.length > MAX_CLASSES)
    throw new DataError(
      `There are ${count(classNames.length)} folders of images; at most ${MAX_CLASSES} classes can ` +
        'be used.',
    )
  const part = (isTest: boolean) =>
    mixed(
      placed
        .filter((entry) => entry.isTest === isTest)
        .map(({ file, name }) => ({ path: file.path, file, label: classNames.indexOf(name!) })),
    )
  const [train, test] = [part(false), part(true)]
  if (train.length === 0) return { classNames, train: test, test: null }
  return { classNames, train, test: test.length > 0 ? test : null }
}

/** Each class spread evenly over the whole. */
function mixed<T>(images: readonly FolderImage<T>[]): FolderImage<T>[] {
  const labels = [...new Set(images.map(({ label }) => label))]
  return labels
    .map((label) => images.filter((image) => image.label === label))
    .flatMap((group) =>
      group
        .toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
        .map((image, i) => ({ image, place: (i + 0.5) / group.length })),
    )
    .sort((a, b) => a.place - b.place || a.image.label - b.image.label)
    .map(({ image }) => image)
}
