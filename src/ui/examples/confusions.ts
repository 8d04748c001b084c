/** Which classes are taken for which others, most often first. */

export interface MixUp {
  /** Index of the true class. */
  readonly label: number
  readonly predicted: number
  readonly count: number
}

/** @param confusion counts by true class (row) and predicted class, [classes, classes] */
export function mixUps(confusion: Uint32Array, classes: number, most: number): MixUp[] {
  return Array.from(confusion, (count, i) => ({
    label: Math.floor(i / classes),
    predicted: i % classes,
    count,
  }))
    .filter(({ label, predicted, count }) => label !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
}
