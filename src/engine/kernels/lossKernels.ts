import type { LossId } from '../../spec/loss'

interface LossKernels {
  /** Inputs `logits` [B, C], `labels` [B] int32; outputs the mean loss and the accuracy, rank 0. */
  readonly forward: string
  /** Inputs as above and `dy`, rank 0; output the gradient of the logits times `dy`. */
  readonly gradient: string
}

/** Names of the kernels behind `ops/lossAndAccuracy.ts`; stock tfjs has none of them. */
export const LOSS_KERNELS: Readonly<Record<LossId, LossKernels>> = {
  crossEntropy: { forward: 'AligSoftmaxCrossEntropy', gradient: 'AligSoftmaxCrossEntropyGrad' },
  squared: { forward: 'AligSquaredLoss', gradient: 'AligSquaredLossGrad' },
  hinge: { forward: 'AligHingeLoss', gradient: 'AligHingeLossGrad' },
}
