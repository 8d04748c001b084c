/** What is minimised: of the logits of an example and its class, averaged over a mini-batch. */
export const LOSSES = ['crossEntropy', 'squared', 'hinge'] as const
export type LossId = (typeof LOSSES)[number]

export const LOSS_LABELS: Readonly<Record<LossId, string>> = {
  crossEntropy: 'cross-entropy',
  squared: 'squared error',
  hinge: 'multi-class hinge',
}
