import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { oneHot, type LossFunction } from './lossFunction'

/**
 * What each class asks of the label: 1 + z_c - z_label for the others, 0 for the label itself, and
 * which one asks most, one-hot; of equal ones the first.
 */
function marginParts(logits: Tensor2D, labels: Tensor1D) {
  const targets = oneHot(labels, logits.shape[1])
  const own: Tensor2D = tf.sum(tf.mul(logits, targets), 1, true)
  // The difference comes first: next to large logits the 1 would lose its digits.
  const margins: Tensor2D = tf.add(tf.sub(logits, own), tf.sub(1, targets))
  const most = oneHot(tf.argMax(margins, 1), logits.shape[1])
  // By a product and not by tf.max, so that no logit that is not a number stays unseen.
  const losses: Tensor1D = tf.sum(tf.mul(margins, most), 1)
  return { targets, most, losses }
}

/**
 * With a subgradient written out: (1 at the class that asks most, -1 at the label) / B for an example
 * with a loss, 0 for one without, also where a margin is exactly 0.
 */
function mean(logits: Tensor2D, labels: Tensor1D): Scalar {
  const [batch] = logits.shape
  const loss = tf.customGrad<Scalar>((...inputs) => {
    // customGrad's type cannot say that the last argument is `save`.
    const [x, save] = inputs as [Tensor2D, tf.GradSaveFunc]
    const { targets, most, losses } = marginParts(x, labels)
    const active = tf.cast(tf.greater(losses, 0), 'float32')
    save([tf.mul(tf.sub(most, targets), tf.reshape(active, [batch, 1]))])
    return {
      value: tf.div(tf.sum(losses), batch),
      // Divided last, as in cross-entropy and for its reasons.
      gradFunc: (dy, saved) => tf.mul(dy, tf.div((saved as [Tensor2D])[0], batch)),
    }
  })
  return loss(logits)
}

const perExample = (logits: Tensor2D, labels: Tensor1D): Tensor1D =>
  marginParts(logits, labels).losses

/**
 * Multi-class hinge loss (Crammer, Singer 2001): the largest of 1 + z_c - z_label over the wrong
 * classes c, or 0 where the label leads all of them by 1. It reaches 0 exactly, and ALI-G's step for
 * one example of a linear model is then the passive-aggressive one. Scores are the logits.
 */
export const hinge: LossFunction = {
  id: 'hinge',
  mean,
  sum: (logits, labels) => tf.sum(perExample(logits, labels)),
  perExample,
  scores: (logits) => logits,
}
