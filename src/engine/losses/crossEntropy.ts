import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { oneHot, type LossFunction } from './lossFunction'

/**
 * Softmax of each row in pieces. The row's largest logit is taken off first, so that no exponential
 * overflows and the rounding error is relative to the logits' differences, not to their size.
 *
 * The exponential of that largest one is then 1, and stays apart from the `rest`. Where an example is
 * almost fitted the rest is tiny, and is all that loss and gradient consist of; added to the 1 it
 * would be rounded to multiples of 1.2e-7, and ALI-G divides the one by the square of the other.
 */
function softmaxParts(logits: Tensor2D) {
  const shifted: Tensor2D = tf.sub(logits, tf.max(logits, 1, true))
  /** One-hot; of equal logits the first. */
  const largest = oneHot(tf.argMax(logits, 1), logits.shape[1])
  const others: Tensor2D = tf.mul(tf.exp(shifted), tf.sub(1, largest))
  const rest: Tensor1D = tf.sum(others, 1)
  return { shifted, largest, others, rest }
}

type Parts = ReturnType<typeof softmaxParts>

/** [B] to [B, 1] */
const column = (rows: Tensor): Tensor2D => tf.reshape(rows, [-1, 1])

/** Of each example: log(1 + rest), and by how much the label is below the largest logit. */
const lossesOf = ({ shifted, rest }: Parts, targets: Tensor2D): Tensor1D =>
  tf.sub(tf.log1p(rest), tf.sum(tf.mul(shifted, targets), 1))

/**
 * With its gradient (p - y) / B written out, where p - y is -rest / (1 + rest) at a label that has
 * the largest logit.
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
    const parts = softmaxParts(x)
    const targets = oneHot(labels, classes)
    const { largest, others, rest } = parts
    save([others, rest, targets, largest])
    return {
      value: tf.div(tf.sum(lossesOf(parts, targets)), batch),
      gradFunc: (dy, saved) => {
        const [e, r, y, top] = saved as [Tensor2D, Tensor1D, Tensor2D, Tensor2D]
        const rests = column(r)
        // (1 + rest) (p - y). Where the label has the largest logit `top - y` is 0, and the 1 of
        // that logit and of its target never meet the rest.
        const slopes = tf.add(tf.sub(e, tf.mul(y, rests)), tf.sub(top, y))
        // Divided after the exponential on purpose: tfjs's WebGL backend packs 2 x 2 elements in
        // a pixel, a product over an odd batch reads the unused ones too, and of these operations
        // only a division sets them to 0.
        return tf.mul(dy, tf.div(tf.div(slopes, tf.add(rests, 1)), batch))
      },
    }
  })
  return loss(logits)
}

/** Of each example, [B]. */
const perExample = (logits: Tensor2D, labels: Tensor1D): Tensor1D =>
  lossesOf(softmaxParts(logits), oneHot(labels, logits.shape[1]))

/** Softmax cross-entropy in nats; scores are probabilities. */
export const crossEntropy: LossFunction = {
  id: 'crossEntropy',
  mean,
  sum: (logits, labels) => tf.sum(perExample(logits, labels)),
  perExample,
  scores: (logits) => {
    const { largest, others, rest } = softmaxParts(logits)
    return tf.div(tf.add(others, largest), tf.add(column(rest), 1))
  },
}
