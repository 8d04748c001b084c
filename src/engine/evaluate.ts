import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import { correctCount, crossEntropySum } from './loss'
import type { Network } from './network'
import type { Batch } from './trainStep'

/**
 * Loss and hits of one chunk of examples, as sums, so that a caller can add chunks and divide
 * once by the number of examples.
 * @returns [2]: cross-entropy summed over the chunk, number of correct predictions
 */
export function evaluateChunk(network: Network, parameters: Tensor1D, chunk: Batch): Tensor1D {
  return tf.tidy(() => {
    const logits = network.logits(parameters, chunk.images)
    return tf.stack([
      crossEntropySum(logits, chunk.labels),
      correctCount(logits, chunk.labels),
    ]) as Tensor1D
  })
}
