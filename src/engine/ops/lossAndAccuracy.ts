import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { LOSSES } from '../../spec/loss'
import { LOSS_KERNELS } from '../kernels/lossKernels'
import { correctCount, type LossFunction } from '../losses/lossFunction'
import { hasKernel } from './fastKernel'

export interface LossAndAccuracy {
  /** Mean over the batch; the gradient of the logits flows through it. */
  readonly loss: Scalar
  /** Share of rows whose largest logit is at the label; constant for the gradient. */
  readonly accuracy: Scalar
}

for (const id of LOSSES) {
  const { forward, gradient } = LOSS_KERNELS[id]
  tf.registerGradient({
    kernelName: forward,
    inputsToSave: ['logits', 'labels'],
    gradFunc: (dy, saved) => {
      const [logits, labels] = saved as [Tensor2D, Tensor1D]
      const [dLoss] = dy as Scalar[]
      const inputs = { logits, labels, dy: dLoss! }
      return {
        logits: () => tf.engine().runKernel<Tensor2D>(gradient, inputs),
        labels: () => tf.zerosLike(labels),
      }
    },
  })
}

/** The definition, in ordinary tfjs operations. */
export function plainLossAndAccuracy(
  loss: LossFunction,
  logits: Tensor2D,
  labels: Tensor1D,
): LossAndAccuracy {
  return {
    loss: loss.mean(logits, labels),
    accuracy: tf.div(correctCount(logits, labels), labels.size),
  }
}

/**
 * Mean loss of a batch, and its accuracy: one launch and one for the gradient where the backend
 * has our kernel, the definition elsewhere.
 * @param logits [B, classes]
 * @param labels [B] int32, each in [0, classes)
 */
export function lossAndAccuracy(
  loss: LossFunction,
  logits: Tensor2D,
  labels: Tensor1D,
): LossAndAccuracy {
  const { forward } = LOSS_KERNELS[loss.id]
  if (!hasKernel(forward)) return plainLossAndAccuracy(loss, logits, labels)
  const [mean, accuracy] = tf.engine().runKernel<[Scalar, Scalar]>(forward, { logits, labels })
  return { loss: mean, accuracy }
}
