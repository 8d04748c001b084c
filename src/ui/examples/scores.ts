/** Reading scores [n, classes]: probabilities, or outputs that aim at 0 and 1. */
import { formatShare } from '../../charts/format'
import type { LossId } from '../../spec/loss'

export interface Prediction {
  readonly index: number
  readonly score: number
}

/** The class of one example with the highest score. */
export function best(scores: Float32Array, classes: number, row = 0): Prediction {
  return top(scores, classes, 1, row)[0]!
}

/** The classes of one example with the highest scores, highest first. */
export function top(scores: Float32Array, classes: number, count: number, row = 0): Prediction[] {
  return Array.from(scores.subarray(row * classes, (row + 1) * classes), (score, index) => ({
    index,
    score,
  }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, count)
}

/** What is said of the score beside the class that it belongs to. */
export const SCORE_WORDS: Readonly<Record<LossId, string>> = {
  crossEntropy: 'how surely',
  squared: 'with which output (1 is meant for the right class)',
  hinge: 'with which output (that of the right class is meant to lead by 1)',
}

/** A probability in per cent; an output as the number that it is, since it can be any. */
export function formatScore(loss: LossId, score: number | undefined): string {
  if (loss === 'crossEntropy') return formatShare(score)
  if (score === undefined || !Number.isFinite(score)) return '–'
  // No -0.00.
  return (Math.round(100 * score) / 100 + 0).toFixed(2)
}
