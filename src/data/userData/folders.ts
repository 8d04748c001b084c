/** A folder of images: the folder that an image lies in names its class. */
import { DataError } from '../datasetLoader'
import { listed } from '../../spec/listed'
import type { SplitPart } from '../../spec/userData'
import { visible } from '../../spec/visibleText'
import { spelledClasses } from './classNames'
import { REASONS, type LeftOut } from './leftOut'
import { MAX_CLASSES } from './userImages'
import { placed, type Place } from './placement'
import { partOf, USES, usesOf, USE_WORDS, type SplitUses } from './splitNames'
import { count, plural } from './describeShape'

export interface FolderImage<T> {
  readonly path: string
  readonly file: T
  readonly label: number
}

export interface Folders<T> {
  readonly classNames: readonly string[]
  readonly train: readonly FolderImage<T>[]
  /** null where no folder says that it is for testing. */
  readonly test: readonly FolderImage<T>[] | null
  /** What each folder that names a part is used for; none where no folder does. */
  readonly splits: readonly SplitPart[]
  readonly notes: readonly string[]
}

/** Decoding takes time and memory for each. */
const MAX_IMAGES = 60_000

interface File {
  readonly path: string
}
type Labelled<T> = Place<T> & { readonly className: string }

/**
 * Sorts images into parts and classes. Classes are in the order of their names. The images of a
 * part are mixed evenly, the same way every time: any part of them, such as the tenth that is for
 * testing, has every class in its share.
 * @param leftOut gets what is not used
 * @throws DataError where folders do not make classes
 */
export function sortIntoFolders<T extends File>(files: readonly T[], leftOut: LeftOut): Folders<T> {
  if (files.length > MAX_IMAGES)
    throw new DataError(
      `The folder holds ${count(files.length)} images; at most ${count(MAX_IMAGES)} can be read.`,
    )
  const places = placed(files)
  const labelled = places.filter((place): place is Labelled<T> => place.className !== null)
  if (labelled.length === 0) throw new DataError(withoutClasses(places))
  const loose = places.filter(({ className }) => className === null)
  const uses = usesOf(new Set(labelled.map(({ split }) => split)))
  const train = labelled.filter(({ split }) => split === uses.training)
  const test = labelled.filter(({ split }) => split === uses.test)
  const classes = spelledClasses(
    [...train, ...test].map(({ className, parent }) => ({ name: className, parent })),
  )
  checkCount(classes.names, loose)
  const others = labelled.filter(({ split }) => split !== uses.training && split !== uses.test)
  sayLeftOut([...others, ...loose], test[0] && lastOf(test[0].folder), leftOut)
  const part = (of: readonly Labelled<T>[]) =>
    mixed(
      of.map(({ file, className }) => ({
        ...{ path: file.path, file, label: classes.labelOf(className) },
      })),
    )
  return {
    classNames: classes.names,
    train: part(train),
    test: uses.test === undefined ? null : part(test),
    splits: splitsOf(labelled, uses),
    notes: classes.notes,
  }
}

function withoutClasses<T extends File>(places: readonly Place<T>[]): string {
  const folders = [...new Set(places.map(({ folder }) => folder))].filter((path) => path !== '')
  const [only] = folders
  if (only === undefined)
    return (
      `${plural(places.length, 'image lies', 'images lie')} in no folder, so ` +
      `${places.length === 1 ? 'its class is' : 'their classes are'} unknown. Drop a folder that holds ` +
      'one folder for each class.'
    )
  if (folders.length > 1)
    return (
      `The images in ${listed(folders.slice(0, 4).map(lastOf))} lie in no folder that would name ` +
      'their class. Put them into one folder for each class.'
    )
  return (
    `All images lie in one folder, ${lastOf(only)}, which makes one class. Drop a folder that holds ` +
    'one folder for each class, at least two.'
  )
}

const lastOf = (path: string) => `"${visible(path.slice(path.lastIndexOf('/') + 1))}"`

function checkCount(names: readonly string[], loose: readonly unknown[]): void {
  if (names.length === 1)
    throw new DataError(
      `All ${loose.length > 0 ? 'other images' : 'images'} lie in one folder, "${names[0]}", which ` +
        'makes one class. Drop a folder that holds one folder for each class, at least two.',
    )
  if (names.length > MAX_CLASSES)
    throw new DataError(
      `There are ${count(names.length)} folders of images; at most ${MAX_CLASSES} classes can be used.`,
    )
}

/** Folders by name where a folder is left out as a whole, single images by theirs. */
function sayLeftOut<T extends File>(
  places: readonly Place<T>[],
  testFolder: string | undefined,
  leftOut: LeftOut,
): void {
  const folders = new Map<string, { readonly reason: string; count: number }>()
  for (const { file, split, folder, className } of places) {
    if (split === null && className === null) {
      leftOut.add(file.path, REASONS.loose)
      continue
    }
    const entry = folders.get(folder) ?? {
      reason: reasonFor(split, className, testFolder),
      count: 0,
    }
    folders.set(folder, entry)
    entry.count++
  }
  for (const [folder, { reason, count: images }] of folders)
    leftOut.add(`${folder}/ (${plural(images, 'image')})`, reason)
}

function reasonFor(
  split: Place<File>['split'],
  className: string | null,
  testFolder: string | undefined,
): string {
  if (className === null) return REASONS.loose
  if (split === null) return REASONS.outside
  return `for ${USE_WORDS[split]}; ${testFolder} is used for testing`
}

/** The parts by the names of their folders, the training first. */
function splitsOf<T extends File>(places: readonly Labelled<T>[], uses: SplitUses): SplitPart[] {
  if (places.every(({ split }) => split === null)) return []
  const parts = new Map<string, { use: SplitPart['use']; count: number }>()
  for (const { split, folder } of places) {
    const name =
      split === null ? 'other folders' : visible(folder.slice(folder.lastIndexOf('/') + 1))
    const part = parts.get(name) ?? { use: partOf(split, uses), count: 0 }
    parts.set(name, part)
    part.count++
  }
  return [...parts]
    .map(([name, part]) => ({ name, ...part }))
    .sort((a, b) => USES.indexOf(a.use) - USES.indexOf(b.use))
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
