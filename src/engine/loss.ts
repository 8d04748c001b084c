import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'

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
 * [B, classes] float32. Made as int32 and cast: asked for float32 directly, tfjs 4.22's wasm
 * kernel writes the bits of integers into a float tensor (1 becomes 1.4e-45).
 */
function oneHot(labels: Tensor1D, classes: number): Tensor2D {
  return tf.cast<Tensor2D>(tf.oneHot(labels, classes) as Tensor2D, 'float32')
}

/** Softmax cross-entropy summed over the batch, in nats. No gradient of its own. */
export function crossEntropySum(logits: Tensor2D, labels: Tensor1D): Scalar {
  const { logProbabilities } = softmaxParts(logits)
  const likelihood: Scalar = tf.sum(tf.mul(logProbabilities, oneHot(labels, logits.shape[1])))
  return tf.sub(0, likelihood)
}

/**
 * Mean softmax cross-entropy of a batch, in nats, with its gradient (p - y) / B written out.
 *
 * p is a quotient and not the exponential of its logarithm: on wasm the latter's rounding is
 * the same for every row, does not average out over a batch, and is what Adam moves by where a
 * gradient ought to be 0 (first steps on MNIST: 1e-3 of the loss, now 3e-4).
 * @param logits [B, classes]
 * @param labels [B] int32
 */
export function meanCrossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
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

/**
 * What there is to see of each example: its loss in nats, the class with the largest logit, and
 * the probability of that class.
 * @returns [B, 3]
 */
export function exampleDetails(logits: Tensor2D, labels: Tensor1D): Tensor2D {
  const { exponentials, totals, logProbabilities } = softmaxParts(logits)
  const loss = tf.sub(0, tf.sum(tf.mul(logProbabilities, oneHot(labels, logits.shape[1])), 1))
  const predicted = tf.cast(tf.argMax(logits, 1), 'float32')
  const probability = tf.max(tf.div(exponentials, totals), 1)
  return tf.stack([loss, predicted, probability], 1) as Tensor2D
}

/** How many rows have their largest logit at the label. */
export function correctCount(logits: Tensor2D, labels: Tensor1D): Scalar {
  return tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32'))
}
