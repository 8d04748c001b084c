/**
 * How many training examples are fitted already: what interpolation means, counted. Examples whose
 * label was made wrong are counted apart, as a network has to learn them by heart.
 */
import type { LabelledImages, TrainingImages } from '../../data/datasetLoader'
import { LOSS_EDGES, shareBelow } from '../../spec/fit'
import { FITTED_BELOW, fittedColumn } from '../../spec/instruments'
import type { FitCounts } from '../../worker/protocol'

/** More examples than this are represented by so many, evenly spaced. */
const MOST_EXAMPLES = 2000

/** So many examples of a set, evenly spaced, with the same `statistics` and so on. */
export function evenly<T extends LabelledImages>(set: T, most: number): T {
  const count = Math.min(most, set.count)
  if (count === set.count) return set
  const size = set.images.length / set.count
  const images = set.images.slice(0, count * size)
  const labels = new Uint8Array(count)
  placesOf(set.count, count).forEach((place, i) => {
    images.set(set.images.subarray(place * size, (place + 1) * size), i * size)
    labels[i] = set.labels[place]!
  })
  return { ...set, images, labels, count }
}

const placesOf = (all: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor((i * all) / count))

export interface TrainingSample {
  readonly examples: TrainingImages
  /** 1 where the label is not the true one, [count]. */
  readonly isWrong: Uint8Array
  /** Examples that it stands for. */
  readonly of: number
}

/**
 * @param train with the labels that are trained on
 * @param trueLabels before any label noise
 */
export function trainingSample(train: TrainingImages, trueLabels: Uint8Array): TrainingSample {
  const examples = evenly(train, MOST_EXAMPLES)
  const clean = evenly({ ...train, labels: trueLabels }, MOST_EXAMPLES).labels
  const isWrong = Uint8Array.from(examples.labels, (label, i) => (label === clean[i] ? 0 : 1))
  return { examples, isWrong, of: train.count }
}

const none = (): Uint32Array<ArrayBuffer> => new Uint32Array(LOSS_EDGES.length + 1)

/** Counts losses by bin; one that is no number is in the last. */
export function countLosses(
  lossAt: (example: number) => number,
  isWrong: Uint8Array,
): { readonly right: FitCounts; readonly wrong: FitCounts } {
  const [right, wrong] = [none(), none()]
  for (let i = 0; i < isWrong.length; i++) {
    const bin = LOSS_EDGES.findIndex((edge) => lossAt(i) < edge)
    const counts = isWrong[i] === 1 ? wrong : right
    counts[bin < 0 ? LOSS_EDGES.length : bin]!++
  }
  return { right, wrong }
}

/** The columns of an evaluation that a count makes. */
export function fitColumns(counts: {
  readonly right: FitCounts
  readonly wrong: FitCounts
}): ReadonlyMap<string, number> {
  const columns = new Map<string, number>()
  for (const labels of ['right', 'wrong'] as const)
    for (const below of FITTED_BELOW) {
      const share = shareBelow(counts[labels], below)
      if (share !== null) columns.set(fittedColumn(below, labels), share)
    }
  return columns
}
