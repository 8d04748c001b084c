/** From parsed files to one data set: which file is which, and whether they belong together. */
import { DataError } from '../datasetLoader'
import type { InputShape } from '../../spec/model'
import type { UserDataOrigin } from '../../spec/userData'
import { CIFAR_INPUT, type CifarBatch } from './cifarBinary'
import type { IdxImages, IdxLabels } from './idx'
import { MAX_CLASSES, MAX_PIXELS, type UserData, type UserImages } from './userImages'
import { count, named, plural, describeShape } from './describeShape'

const TEST_NAME = /(^|[^a-z])(t10k|tests?|testing|val|valid|validation|eval)([^a-z]|$)/i
const TRAIN_NAME = /(^|[^a-z])(train|training)([^a-z]|$)/i

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1)
/** By its own name first: "test/train-images" is a training file. */
export function isTestName(path: string): boolean {
  const name = lastPart(path)
  if (TRAIN_NAME.test(name) !== TEST_NAME.test(name)) return TEST_NAME.test(name)
  return TEST_NAME.test(path) && !TRAIN_NAME.test(path)
}

const refuse = (sentence: string): never => {
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
}

/** The last rules, the same for every kind of file. Without test images holds the end out. */
export function finish({ input, classNames, train, test, notes = [], origin }: Parts): UserData {
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
  if (!test) {
    const held = new Set(parts.test.labels).size
    const missing = classes - new Set(parts.train.labels).size
    if (held < seen.size)
      more.push(
        `The images held out show ${held} of the ${seen.size} classes: the file seems to be in ` +
          'the order of its classes, so accuracies on them say little.',
      )
    if (new Set(parts.train.labels).size < 2)
      refuse(
        'Without the last tenth, which is held out for testing, the training images belong to ' +
          'one class. Bring test files along, or mix the order of the images.',
      )
    if (missing > 0 && missing < classes && held >= seen.size)
      more.push(`${plural(missing, 'class', 'classes')} of ${classes} have no training image.`)
  }
  return {
    input,
    classNames: classNames ?? Array.from({ length: classes }, (_, i) => String(i)),
    ...parts,
    heldOut: !test,
    notes: [...notes, ...more],
    origin,
  }
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

type Pair = UserImages & { readonly input: InputShape; readonly paths: readonly string[] }

function pair(images: IdxImages, labels: IdxLabels): Pair {
  if (images.count !== labels.count)
    refuse(
      `${named(images.path)} holds ${plural(images.count, 'image')}, but ${named(labels.path)} ` +
        `${plural(labels.count, 'label')}: they do not belong together.`,
    )
  return { ...images, labels: labels.labels, paths: [images.path, labels.path] }
}

/** One or two files of images, with as many of labels. */
export function assembleIdx(files: readonly (IdxImages | IdxLabels)[]): UserData {
  const images = files.filter((file) => file.kind === 'images')
  const labels = files.filter((file) => file.kind === 'labels')
  if (images.length === 0)
    refuse(
      `${names(labels)} ${labels.length === 1 ? 'holds' : 'hold'} labels only. Drop the file of ` +
        'their images together with it.',
    )
  if (labels.length === 0)
    refuse(
      `${names(images)} ${images.length === 1 ? 'holds' : 'hold'} images only. Drop the file of ` +
        'their labels together with it.',
    )
  if (images.length > 2 || labels.length > 2)
    refuse(
      `These are ${plural(images.length, 'file')} of images and ${labels.length} of labels. Take ` +
        'one of each for training, and one of each for testing.',
    )
  if (images.length !== labels.length) {
    const one = images.length < labels.length ? 'images' : 'labels'
    refuse(
      `One file of ${one} is missing: there ${images.length === 1 ? 'is' : 'are'} ` +
        `${plural(images.length, 'file')} of images and ${labels.length} of labels.`,
    )
  }
  if (images.length === 1) {
    const only = pair(images[0]!, labels[0]!)
    const origin = { kind: 'idx', train: only.paths, test: [] } as const
    return finish({ input: only.input, train: only, test: null, origin })
  }
  const [train, test] = [split(images), split(labels)]
  const pairs = [pair(train[0], test[0]), pair(train[1], test[1])] as const
  const [a, b] = [pairs[0].input, pairs[1].input]
  if (a.height !== b.height || a.width !== b.width || a.channels !== b.channels)
    refuse(
      `The training images are ${describeShape(a)}, the test images ${describeShape(b)}: they have to be ` +
        'of one size.',
    )
  const origin = { kind: 'idx', train: pairs[0].paths, test: pairs[1].paths } as const
  return finish({ input: a, train: pairs[0], test: pairs[1], origin })
}

const names = (files: readonly { readonly path: string }[]) =>
  files.map(({ path }) => named(path)).join(' and ')

/** Which of two is for training: by name, else the larger one. */
function split<T extends { readonly path: string; readonly count: number }>(
  files: readonly T[],
): readonly [T, T] {
  const [a, b] = files as readonly [T, T]
  const [testA, testB] = [isTestName(a.path), isTestName(b.path)]
  if (testA !== testB) return testA ? [b, a] : [a, b]
  if (a.count !== b.count) return a.count > b.count ? [a, b] : [b, a]
  return refuse(
    `It cannot be told which of ${named(a.path)} and ${named(b.path)} is for testing. Put "train" ` +
      'and "test" into the names of the files.',
  )
}

const CIFAR10_NAMES = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ')

/** Any number of batches; those called "test" are for testing. */
export function assembleCifar(batches: readonly CifarBatch[]): UserData {
  const { classes } = batches[0]!
  if (batches.some((batch) => batch.classes !== classes))
    refuse('These are batches of CIFAR-10 and of CIFAR-100 together. Take those of one of them.')
  const inOrder = batches.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
  const test = inOrder.filter(({ path }) => isTestName(path))
  const others = inOrder.filter(({ path }) => !isTestName(path))
  const [train, held] = others.length > 0 ? [others, test] : [test, []]
  const paths = (some: readonly CifarBatch[]) => some.map(({ path }) => path)
  return finish({
    input: CIFAR_INPUT,
    classNames:
      classes === 10 ? CIFAR10_NAMES : Array.from({ length: classes }, (_, i) => String(i)),
    train: joined(train),
    test: held.length > 0 ? joined(held) : null,
    origin: { kind: 'cifar', train: paths(train), test: paths(held) },
  })
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
