/** Any number of binary batches of CIFAR as one data set. */
import type { SplitPart } from '../../spec/userData'
import { finish, joined, refuse, type Beside } from './assemble'
import { leaveOutNotes } from './classNotes'
import { CIFAR_INPUT, type CifarBatch } from './cifarBinary'
import type { UserData } from './userImages'
import { commonFolders } from './placement'
import { partOf, splitOfFile, USE_WORDS, USES, usesOf, type Split } from './splitNames'
import { pathBehind } from './describeShape'

const CIFAR10_NAMES = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ')

/** Batches are for testing or left out where their names say so; all others are for training. */
export function assembleCifar(
  batches: readonly CifarBatch[],
  { classNotes, leftOut }: Beside,
): UserData {
  const { classes } = batches[0]!
  if (batches.some((batch) => batch.classes !== classes))
    refuse('These are batches of CIFAR-10 and of CIFAR-100 together. Take those of one of them.')
  const skipped = commonFolders(batches.map(({ path }) => path))
  const inOrder = batches
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
    .map((batch) => ({ batch, split: splitOfFile(batch.path, skipped) ?? ('train' as Split) }))
  const uses = usesOf(new Set(inOrder.map(({ split }) => split)))
  const of = (use: SplitPart['use']) =>
    inOrder.filter(({ split }) => partOf(split, uses) === use).map(({ batch }) => batch)
  for (const { batch, split } of inOrder)
    if (partOf(split, uses) === 'left out')
      leftOut.add(batch.path, `for ${USE_WORDS[split]}; another file is used for testing`)
  const [train, test] = [of('training'), of('test')]
  const note = classNotes.find(({ names }) => names.size === classes)
  leaveOutNotes(classNotes, note, leftOut)
  const paths = (some: readonly CifarBatch[]) => some.map(({ path }) => path)
  return finish({
    input: CIFAR_INPUT,
    classNames: note
      ? [...note.names.values()]
      : classes === 10
        ? CIFAR10_NAMES
        : Array.from({ length: classes }, (_, i) => String(i)),
    train: joined(train),
    test: test.length > 0 ? joined(test) : null,
    origin: { kind: 'cifar', train: paths(train), test: paths(test) },
    splits: USES.flatMap((use) =>
      of(use).map((batch) => ({ name: pathBehind(batch.path, skipped), use, count: batch.count })),
    ),
    leftOut,
  })
}
