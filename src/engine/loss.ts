import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'

/**
 * Log of the softmax of each row. The row's maximum is taken off first, so that no exponential
 * overflows and the rounding error is relative to the logits' differences, not to their size.
 */
function logSoftmax(logits: Tensor2D): Tensor2D {
  const shifted: Tensor2D = tf.sub(logits, tf.max(logits, 1, true))
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)))
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
  return tf.neg(tf.sum(tf.mul(logSoftmax(logits), oneHot(labels, logits.shape[1]))))
}

/**
 * Mean softmax cross-entropy of a batch, in nats. The gradient is written out, (p - y) / B:
 * the one derived through maximum and logarithm is the same in more steps.
 * @param logits [B, classes]
 * @param labels [B] int32
 */
export function meanCrossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
  const [batch, classes] = logits.shape
  const loss = tf.customGrad<Scalar>((...inputs) => {
    // customGrad's type cannot say that the last argument is `save`.
    const [x, save] = inputs as [Tensor2D, tf.GradSaveFunc]
    const logProbabilities = logSoftmax(x)
    const targets = oneHot(labels, classes)
    save([logProbabilities, targets])
    return {
      value: tf.div(tf.sum(tf.mul(logProbabilities, targets)), -batch),
      gradFunc: (dy, saved) => {
        const [logP, y] = saved as [Tensor2D, Tensor2D]
        // The division comes after the exponential on purpose: tfjs's WebGL backend packs 2 x 2
        // elements in a pixel, a product over an odd batch reads the unused ones too, and of
        // these operations only the division sets them to 0.
        return tf.mul(dy, tf.div(tf.sub(tf.exp(logP), y), batch))
      },
    }
  })
  return loss(logits)
}

/** How many rows have their largest logit at the label. */
export function correctCount(logits: Tensor2D, labels: Tensor1D): Scalar {
  return tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32'))
}
