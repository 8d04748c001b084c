import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import type { Forward } from '../../models/forward'
import type { ChannelStatistics } from '../../spec/dataset'
import type { OptionValues } from '../../spec/hyperparameter'
import type { LossId } from '../../spec/loss'
import {
  parameterCount,
  sizeOf,
  type InputShape,
  type ModelSpec,
  type ParameterTensor,
} from '../../spec/model'
import { lossOf } from '../losses/registry'
import type { LossFunction } from '../losses/lossFunction'
import { standardiseBytes } from '../ops/standardiseBytes'

export interface NetworkConfig {
  readonly model: ModelSpec
  readonly forward: Forward
  readonly modelOptions: OptionValues
  readonly input: InputShape
  readonly classes: number
  /** Cross-entropy where it is left out. */
  readonly loss?: LossId | undefined
  /** What bytes are standardised by; needed where batches come as bytes. */
  readonly pixels?: ChannelStatistics | undefined
}

/**
 * [B, H, W, C] float32, standardised, or bytes as they are: int32 [B, ceil(H W C / 4)] as
 * `standardiseBytes` takes them.
 */
export type Images = Tensor4D | Tensor2D

/**
 * A model with its options and shapes fixed, as a function of one flat parameter vector, and the
 * loss that its logits are judged by.
 */
export interface Network {
  readonly tensors: readonly ParameterTensor[]
  readonly parameterCount: number
  readonly classes: number
  readonly loss: LossFunction
  /** @param parameters [P] @returns [B, classes] */
  readonly logits: (parameters: Tensor1D, images: Images) => Tensor2D
}

export function createNetwork(config: NetworkConfig): Network {
  const { model, forward, modelOptions, input, classes, loss, pixels } = config
  const tensors = model.tensors(modelOptions, input, classes)
  const standardised = (images: Images): Tensor4D => {
    if (images.dtype !== 'int32') return images as Tensor4D
    if (!pixels) throw new Error('Bytes came as images, but not what to standardise them by.')
    const { height, width, channels } = input
    return standardiseBytes(images as Tensor2D, { shape: [height, width, channels], ...pixels })
  }
  const sizes = tensors.map((tensor) => sizeOf(tensor.shape))
  return {
    tensors,
    parameterCount: parameterCount(tensors),
    classes,
    loss: lossOf(loss ?? 'crossEntropy'),
    logits: (parameters, images) => {
      const weights = tf
        .split(parameters, sizes)
        .map((slice, i) => tf.reshape(slice, [...tensors[i]!.shape]))
      return forward(standardised(images), weights, modelOptions)
    },
  }
}
