import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { LossId } from '../../spec/loss'

/**
 * A loss of logits [B, classes] and labels [B] int32, never negative and 0 where every example is
 * fitted, as the step of ALI-G supposes. In ordinary tfjs operations; `ops/lossAndAccuracy.ts` has
 * the faster form of `mean`.
 */
export interface LossFunction {
  readonly id: LossId
  /** Mean over the batch; the gradient of the logits flows through it. */
  readonly mean: (logits: Tensor2D, labels: Tensor1D) => Scalar
  /** Sum over the batch. No gradient of its own. */
  readonly sum: (logits: Tensor2D, labels: Tensor1D) => Scalar
  /** Of each example, [B]. No gradient of its own. */
  readonly perExample: (logits: Tensor2D, labels: Tensor1D) => Tensor1D
  /** What the logits say of each class, to be looked at, in the order of the logits. */
  readonly scores: (logits: Tensor2D) => Tensor2D
}

/**
 * [B, classes] float32. Made as int32 and cast: asked for float32 directly, tfjs 4.22's wasm
 * kernel writes the bits of integers into a float tensor (1 becomes 1.4e-45).
 */
export function oneHot(labels: Tensor1D, classes: number): Tensor2D {
  return tf.cast<Tensor2D>(tf.oneHot(labels, classes) as Tensor2D, 'float32')
}

/** How many rows have their largest logit at the label. */
export function correctCount(logits: Tensor2D, labels: Tensor1D): Scalar {
  return tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32'))
}

/** Numbers of each example in `exampleDetails`. */
export const EXAMPLE_DETAILS = 3

/**
 * What there is to see of each example: its loss, the class with the largest logit, and the score
 * of that class.
 * @returns [B, EXAMPLE_DETAILS]
 */
export function exampleDetails(loss: LossFunction, logits: Tensor2D, labels: Tensor1D): Tensor2D {
  const predicted = tf.cast(tf.argMax(logits, 1), 'float32')
  const score = tf.max(loss.scores(logits), 1)
  return tf.stack([loss.perExample(logits, labels), predicted, score], 1) as Tensor2D
}
