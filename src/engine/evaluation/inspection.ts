import type { LabelledImages } from '../../data/datasetLoader'
import type { Evaluation, Inspection } from '../../worker/protocol'
import { EXAMPLE_DETAILS } from '../losses/lossFunction'

/** The most wrong images that are sent. */
const WORST = 24

/**
 * Where an evaluation went wrong.
 * @param details [n, EXAMPLE_DETAILS]
 * @param pixelsOf test images by index; empty where they are no images
 */
export function inspectionOf(
  { run, step, loss, accuracy }: Evaluation,
  details: Float32Array,
  test: LabelledImages,
  classes: number,
  pixelsOf: (indices: Int32Array) => Uint8Array,
): Inspection {
  const confusion = new Uint32Array(classes * classes)
  const wrong: number[] = []
  for (let i = 0; i < test.count; i++) {
    const predicted = details[i * EXAMPLE_DETAILS + 1]!
    const label = test.labels[i]!
    confusion[label * classes + predicted]!++
    if (predicted !== label) wrong.push(i)
  }
  // A loss that is no number comes first: it is the most wrong of all.
  const lossOf = (i: number) =>
    Number.isNaN(details[i * EXAMPLE_DETAILS]!) ? Infinity : details[i * EXAMPLE_DETAILS]!
  const indices = Int32Array.from(
    wrong.sort((a, b) => (lossOf(a) === lossOf(b) ? a - b : lossOf(b) - lossOf(a))).slice(0, WORST),
  )
  const column = (offset: number) =>
    Float32Array.from(indices, (i) => details[i * EXAMPLE_DETAILS + offset]!)
  return {
    run,
    step,
    loss,
    accuracy,
    classes,
    confusion,
    worst: {
      indices,
      labels: Uint8Array.from(indices, (i) => test.labels[i]!),
      predicted: Uint8Array.from(column(1)),
      losses: column(0),
      scores: column(2),
      pixels: pixelsOf(indices),
    },
  }
}
