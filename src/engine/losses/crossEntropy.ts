import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { oneHot, type LossFunction } from './lossFunction'

/**
 * Softmax of each row in pieces. The row's maximum is taken off first, so that no exponential
 * overflows and the rounding error is relative to the logits' differences, not to their size.
 */
function softmaxParts(logits: Tensor2D) {
  const shifted: Tensor2D = tf.sub(logits, tf.max(logits, 1, true))
  const exponentials: Tensor2D = tf.exp(shifted)
  const totals: Tensor2D = tf.sum(exponentials, 1, true)
  const logProbabilities: Tensor2D = tf.sub(shifted, tf.log(totals))
  return { exponentials, totals, logProbabilities }
}

/**
 * With its gradient (p - y) / B written out.
 *
 * p is a quotient and not the exponential of its logarithm: on wasm the latter's rounding is
 * the same for every row, does not average out over a batch, and is what Adam moves by where a
 * gradient ought to be 0 (first steps on MNIST: 1e-3 of the loss, now 3e-4).
 */
function mean(logits: Tensor2D, labels: Tensor1D): Scalar {
  const [batch, classes] = logits.shape
  const loss = tf.customGrad<Scalar>((...inputs) => {
    // customGrad's type cannot say that the last argument is `save`.
    const [x, save] = inputs as [Tensor2D, tf.GradSaveFunc]
    const { exponentials, totals, logProbabilities } = softmaxParts(x)
    const targets = oneHot(labels, classes)
    save([exponentials, totals, targets])
    return {
      // 0 minus the sum, not its negative: a loss of 0 is not to become -0.
      value: tf.div(tf.sub(0, tf.sum(tf.mul(logProbabilities, targets))), batch),
      gradFunc: (dy, saved) => {
        const [e, total, y] = saved as [Tensor2D, Tensor2D, Tensor2D]
        // Divided after the exponential on purpose: tfjs's WebGL backend packs 2 x 2 elements in
        // a pixel, a product over an odd batch reads the unused ones too, and of these operations
        // only a division sets them to 0.
        return tf.mul(dy, tf.div(tf.sub(tf.div(e, total), y), batch))
      },
    }
  })
  return loss(logits)
}

/** Logarithms of the probabilities at the labels, 0 elsewhere. */
function likelihoods(logits: Tensor2D, labels: Tensor1D): Tensor2D {
  const { logProbabilities } = softmaxParts(logits)
  return tf.mul(logProbabilities, oneHot(labels, logits.shape[1]))
}

/** Softmax cross-entropy in nats; scores are probabilities. */
export const crossEntropy: LossFunction = {
  id: 'crossEntropy',
  mean,
  sum: (logits, labels) => tf.sub(0, tf.sum(likelihoods(logits, labels))),
  perExample: (logits, labels) => tf.sub(0, tf.sum(likelihoods(logits, labels), 1)),
  scores: (logits) => {
    const { exponentials, totals } = softmaxParts(logits)
    return tf.div(exponentials, totals)
  },
}
