/** Reading probabilities [n, classes]. */

export interface Prediction {
  readonly index: number
  readonly probability: number
}

/** The most probable class of one example. */
export function best(probabilities: Float32Array, classes: number, row = 0): Prediction {
  return top(probabilities, classes, 1, row)[0]!
}

/** The most probable classes of one example, most probable first. */
export function top(
  probabilities: Float32Array,
  classes: number,
  count: number,
  row = 0,
): Prediction[] {
  return Array.from(
    probabilities.subarray(row * classes, (row + 1) * classes),
    (probability, index) => ({
      index,
      probability,
    }),
  )
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, count)
}
