import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import type { OptionValues } from '../spec/hyperparameter'

/**
 * Maps images [B, H, W, C] to logits [B, classes].
 * @param weights the model's tensors, in the order and shapes of its spec's `tensors`
 */
export type Forward = (
  images: Tensor4D,
  weights: readonly Tensor[],
  options: OptionValues,
) => Tensor2D
