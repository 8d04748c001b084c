import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import type { Forward } from '../models/forward'
import type { OptionValues } from '../spec/hyperparameter'
import {
  parameterCount,
  sizeOf,
  type InputShape,
  type ModelSpec,
  type ParameterTensor,
} from '../spec/model'

export interface NetworkConfig {
  readonly model: ModelSpec
  readonly forward: Forward
  readonly modelOptions: OptionValues
  readonly input: InputShape
  readonly classes: number
}

/** A model with its options and shapes fixed, as a function of one flat parameter vector. */
export interface Network {
  readonly tensors: readonly ParameterTensor[]
  readonly parameterCount: number
  readonly classes: number
  /** @param parameters [P] @param images [B, H, W, C] @returns [B, classes] */
  readonly logits: (parameters: Tensor1D, images: Tensor4D) => Tensor2D
}

export function createNetwork(config: NetworkConfig): Network {
  const { model, forward, modelOptions, input, classes } = config
  const tensors = model.tensors(modelOptions, input, classes)
  const sizes = tensors.map((tensor) => sizeOf(tensor.shape))
  return {
    tensors,
    parameterCount: parameterCount(tensors),
    classes,
    logits: (parameters, images) => {
      const weights = tf
        .split(parameters, sizes)
        .map((slice, i) => tf.reshape(slice, [...tensors[i]!.shape]))
      return forward(images, weights, modelOptions)
    },
  }
}
