import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { oneHot, type LossFunction } from './lossFunction'

const halfSquares = (logits: Tensor2D, labels: Tensor1D): Tensor2D =>
  tf.div(tf.square(tf.sub(logits, oneHot(labels, logits.shape[1]))), 2)

/** With its gradient (z - y) / B written out, in the form that cross-entropy's has and for its reasons. */
function mean(logits: Tensor2D, labels: Tensor1D): Scalar {
  const [batch, classes] = logits.shape
  const loss = tf.customGrad<Scalar>((...inputs) => {
    // customGrad's type cannot say that the last argument is `save`.
    const [x, save] = inputs as [Tensor2D, tf.GradSaveFunc]
    const errors: Tensor2D = tf.sub(x, oneHot(labels, classes))
    save([errors])
    return {
      value: tf.div(tf.sum(tf.square(errors)), 2 * batch),
      gradFunc: (dy, saved) => tf.mul(dy, tf.div((saved as [Tensor2D])[0], batch)),
    }
  })
  return loss(logits)
}

/**
 * Least squares of the logits z themselves, not of softmax: |z - y|^2 / 2 with y one-hot. Its
 * curvature in z is 1 everywhere, also near 0, where that of cross-entropy vanishes. Scores are
 * the logits: they aim at 1 for the label and 0 for the others.
 */
export const squared: LossFunction = {
  id: 'squared',
  mean,
  sum: (logits, labels) => tf.sum(halfSquares(logits, labels)),
  perExample: (logits, labels) => tf.sum(halfSquares(logits, labels), 1),
  scores: (logits) => logits,
}
