/** From parsed files to one data set: the last rules, the same for every kind of file. */
import { DataError } from '../datasetLoader'
import type { InputShape } from '../../spec/model'
import { listed } from '../../spec/listed'
import type { UserDataOrigin, SplitPart } from '../../spec/userData'
import type { ClassNote } from './classNotes'
import type { LeftOut } from './leftOut'
import { MAX_CLASSES, MAX_PIXELS, type UserData, type UserImages } from './userImages'
import { count, plural } from './describeShape'

/** What is known of a set besides its images and labels. */
export interface Beside {
  /** Notes that name classes. */
  readonly classNotes: readonly ClassNote[]
  readonly leftOut: LeftOut
}

export const refuse = (sentence: string): never => {
  throw new DataError(sentence)
}

/** What the parts have in common, before it is checked as a whole. */
export interface Parts {
  readonly input: InputShape
  /** Absent: classes are counted and called by their number. */
  readonly classNames?: readonly string[]
  readonly train: UserImages
  readonly test: UserImages | null
  readonly notes?: readonly string[]
  readonly origin: UserDataOrigin
  readonly splits: readonly SplitPart[]
  readonly leftOut: LeftOut
}

/** The last rules, the same for every kind of file. Without test images holds the end out. */
export function finish(all: Parts): UserData {
  const { input, classNames, train, test, notes = [], origin, splits, leftOut } = all
  const size = input.height * input.width * input.channels
  const total = train.count + (test?.count ?? 0)
  if (total * size > MAX_PIXELS)
    refuse(
      `These are ${count(total)} images, ${count(total * size)} bytes: more than this page can ` +
        `keep (${count(MAX_PIXELS)}). Take fewer or smaller ones.`,
    )
  const seen = new Set(train.labels)
  const highest = Math.max(largest(train.labels), test ? largest(test.labels) : 0)
  const classes = classNames?.length ?? highest + 1
  if (classes > MAX_CLASSES)
    refuse(
      `The labels go up to ${highest}, which makes ${count(classes)} classes; at most ` +
        `${MAX_CLASSES} can be used.`,
    )
  if (seen.size < 2)
    refuse(
      'All training images belong to one class: there is nothing to tell apart. At least two ' +
        'classes are needed.',
    )
  const parts = test ? { train, test } : holdOut(train, size)
  const more: string[] = []
  if (test) more.push(...missingIn(train, test, all.classNames ?? namesOf(classes)))
  else {
    const tested = new Set(parts.test.labels).size
    const missing = classes - new Set(parts.train.labels).size
    if (parts.test.count < seen.size)
      more.push(
        `The ${plural(parts.test.count, 'image')} held out cannot show all ${seen.size} classes: ` +
          'accuracies on so few say little.',
      )
    else if (tested < seen.size)
      more.push(
        `The images held out show ${tested} of the ${seen.size} classes: the file seems to be in ` +
          'the order of its classes, so accuracies on them say little.',
      )
    if (new Set(parts.train.labels).size < 2)
      refuse(
        'Without the last tenth, which is held out for testing, the training images belong to ' +
          'one class. Bring test files along, or mix the order of the images.',
      )
    if (missing > 0 && missing < classes && tested >= seen.size)
      more.push(`${plural(missing, 'class', 'classes')} of ${classes} have no training image.`)
  }
  return {
    input,
    classNames: classNames ?? namesOf(classes),
    ...parts,
    heldOut: !test,
    notes: [...notes, ...more],
    origin,
    splits,
    leftOut: leftOut.list(),
  }
}

const namesOf = (classes: number) => Array.from({ length: classes }, (_, i) => String(i))

/** Classes that are trained and never tested, or the other way round. */
function missingIn(train: UserImages, test: UserImages, names: readonly string[]): string[] {
  const without = ({ labels }: UserImages, which: string) => {
    const present = new Set(labels)
    const missing = names.filter((_, label) => !present.has(label))
    if (missing.length === 0) return []
    const shown =
      missing.length > 6 ? [...missing.slice(0, 5), `${missing.length - 5} more`] : missing
    return [
      `${plural(missing.length, 'class has', 'classes have')} no ${which} image: ${listed(shown)}.`,
    ]
  }
  return [...without(train, 'training'), ...without(test, 'test')]
}

const largest = (labels: Uint8Array) => labels.reduce((most, label) => Math.max(most, label), 0)

/** The last 10 % become the test set, at least one image. */
function holdOut(all: UserImages, size: number) {
  if (all.count < 10)
    refuse(
      `There are only ${plural(all.count, 'image')}. Bring at least 10, so that a tenth can be held ` +
        'out for testing, or bring test files along.',
    )
  const kept = all.count - Math.max(1, Math.round(all.count / 10))
  const part = (from: number, to: number): UserImages => ({
    images: all.images.subarray(from * size, to * size),
    labels: all.labels.subarray(from, to),
    count: to - from,
  })
  return { train: part(0, kept), test: part(kept, all.count) }
}

/** One after the other. */
export function joined(parts: readonly UserImages[]): UserImages {
  if (parts.length === 1) return parts[0]!
  const join = (arrays: readonly Uint8Array[]) => {
    const result = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const array of arrays) {
      result.set(array, at)
      at += array.length
    }
    return result
  }
  return {
    images: join(parts.map(({ images }) => images)),
    labels: join(parts.map(({ labels }) => labels)),
    count: parts.reduce((sum, part) => sum + part.count, 0),
  }
}
