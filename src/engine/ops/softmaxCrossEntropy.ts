import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import {
  SOFTMAX_CROSS_ENTROPY,
  SOFTMAX_CROSS_ENTROPY_GRAD,
} from '../kernels/webgpu/softmaxCrossEntropy'
import { correctCount, meanCrossEntropy } from '../loss'
import { hasKernel } from './fastKernel'

export interface LossAndAccuracy {
  /** Mean over the batch, in nats; the gradient of the logits flows through it. */
  readonly loss: Scalar
  /** Share of rows whose largest logit is at the label; constant for the gradient. */
  readonly accuracy: Scalar
}

tf.registerGradient({
  kernelName: SOFTMAX_CROSS_ENTROPY,
  inputsToSave: ['logits', 'labels'],
  gradFunc: (dy, saved) => {
    const [logits, labels] = saved as [Tensor2D, Tensor1D]
    const [dLoss] = dy as Scalar[]
    const inputs = { logits, labels, dy: dLoss! }
    return {
      logits: () => tf.engine().runKernel<Tensor2D>(SOFTMAX_CROSS_ENTROPY_GRAD, inputs),
      labels: () => tf.zerosLike(labels),
    }
  },
})

/** The definition, in ordinary tfjs operations. */
export function plainSoftmaxCrossEntropy(logits: Tensor2D, labels: Tensor1D): LossAndAccuracy {
  return {
    loss: meanCrossEntropy(logits, labels),
    accuracy: tf.div(correctCount(logits, labels), labels.size),
  }
}

/**
 * Mean softmax cross-entropy of a batch, and its accuracy: one launch and one for the gradient
 * where the backend has our kernel, the definition elsewhere.
 * @param logits [B, classes]
 * @param labels [B] int32, each in [0, classes)
 */
export function softmaxCrossEntropy(logits: Tensor2D, labels: Tensor1D): LossAndAccuracy {
  if (!hasKernel(SOFTMAX_CROSS_ENTROPY)) return plainSoftmaxCrossEntropy(logits, labels)
  const [loss, accuracy] = tf
    .engine()
    .runKernel<[Scalar, Scalar]>(SOFTMAX_CROSS_ENTROPY, { logits, labels })
  return { loss, accuracy }
}
