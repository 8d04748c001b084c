/** Files of images and files of labels as one data set: which belong together, and what for. */
import type { InputShape } from '../../spec/model'
import { listed } from '../../spec/listed'
import { finish, refuse, type Beside } from './assemble'
import { leaveOutNotes, noteFor } from './classNotes'
import type { IdxImages, IdxLabels } from './idx'
import { inParts, setOf } from './idxSets'
import { classesOf, counted } from './labels'
import type { UserData, UserImages } from './userImages'
import { commonFolders } from './placement'
import { USE_WORDS } from './splitNames'
import { named, pathBehind, plural, describeShape, shownName } from './describeShape'

interface Pair extends UserImages {
  readonly input: InputShape
  readonly paths: readonly string[]
}

function pair(images: IdxImages, labels: IdxLabels): Pair {
  if (images.count !== labels.count)
    refuse(
      `${named(images.path)} holds ${plural(images.count, 'image')}, but ${named(labels.path)} ` +
        `${plural(labels.count, 'label')}: they do not belong together.`,
    )
  return { ...images, labels: labels.labels, paths: [images.path, labels.path] }
}

/** One file of images for each part of the set, with as many of labels. */
export function assembleIdx(
  files: readonly (IdxImages | IdxLabels)[],
  { classNotes, leftOut }: Beside,
): UserData {
  const images = files.filter((file) => file.kind === 'images')
  const labels = files.filter((file) => file.kind === 'labels')
  checkCounts(images, labels)
  const skipped = commonFolders(files.map(({ path }) => path))
  const partsOfImages = inParts(images, skipped)
  const partsOfLabels = inParts(labels, skipped)
  const parts = partsOfImages.map((part, i) => {
    const other =
      images.length > 2 ? partsOfLabels.find(({ split }) => split === part.split) : partsOfLabels[i]
    return {
      ...part,
      pair: pair(
        part.file,
        other?.file ?? refuse(`No file of labels goes with ${named(part.file.path)}.`),
      ),
    }
  })
  for (const { use, split, pair: unused } of parts)
    if (use === 'left out')
      leftOut.addAll(
        unused.paths,
        `for ${split === null ? 'neither training nor testing by its name' : USE_WORDS[split]}; another file is used for testing`,
      )
  const of = (wanted: string) => parts.find(({ use }) => use === wanted)?.pair
  const [train, test] = [of('training')!, of('test') ?? null]
  checkShapes(train, test)
  const used = test ? [train, test] : [train]
  const note = noteFor(classNotes, setOf(train.paths[0]!, skipped))
  const { firstLabel, classNames, isNamed, notes } = classesOf(
    used.map((one) => one.labels),
    note && { ...note, name: shownName(note.path) },
  )
  leaveOutNotes(classNotes, isNamed ? note : undefined, leftOut)
  const asClasses = (one: Pair) => ({ ...one, labels: counted(one.labels, firstLabel) })
  return finish({
    input: train.input,
    ...(classNames ? { classNames } : {}),
    train: asClasses(train),
    test: test && asClasses(test),
    notes: [...notes, ...tableNotes(labels)],
    origin: {
      ...{ kind: 'idx', train: train.paths, test: test?.paths ?? [] },
      ...(firstLabel === 0 ? {} : { firstLabel }),
    },
    splits:
      parts.length === 1
        ? []
        : parts.map(({ file, use }) => ({
            name: pathBehind(file.path, skipped),
            use,
            count: file.count,
          })),
    leftOut,
  })
}

const names = (files: readonly { readonly path: string }[]) =>
  listed(files.map(({ path }) => named(path)))

function checkCounts(images: readonly IdxImages[], labels: readonly IdxLabels[]): void {
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
  if (images.length === labels.length) return
  const one = images.length < labels.length ? 'images' : 'labels'
  refuse(
    `One file of ${one} is missing: there ${images.length === 1 ? 'is' : 'are'} ` +
      `${plural(images.length, 'file')} of images and ${labels.length} of labels.`,
  )
}

function checkShapes({ input: a }: Pair, test: Pair | null): void {
  const b = test?.input ?? a
  if (a.height !== b.height || a.width !== b.width || a.channels !== b.channels)
    refuse(
      `The training images are ${describeShape(a)}, the test images ${describeShape(b)}: they have to be ` +
        'of one size.',
    )
}

/** Of labels that are tables, what was read. */
const tableNotes = (labels: readonly IdxLabels[]): string[] =>
  labels.some(({ columns }) => columns > 1)
    ? ['The files of labels have several numbers for each image: the first one is the label.']
    : []
