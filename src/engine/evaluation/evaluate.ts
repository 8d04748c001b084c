import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { correctCount, exampleDetails } from '../losses/lossFunction'
import type { Network } from '../run/network'
import type { Batch } from '../run/trainStep'

/**
 * Loss and hits of one chunk of examples, as sums, so that a caller can add chunks and divide
 * once by the number of examples.
 * @returns [2]: loss summed over the chunk, number of correct predictions
 */
export function evaluateChunk(network: Network, parameters: Tensor1D, chunk: Batch): Tensor1D {
  return tf.tidy(() => sumsOf(network, network.logits(parameters, chunk.images), chunk.labels))
}

/** The same sums, and what there is to see of each example, [B, 3]. */
export function inspectChunk(
  network: Network,
  parameters: Tensor1D,
  chunk: Batch,
): { sums: Tensor1D; details: Tensor2D } {
  return tf.tidy(() => {
    const logits = network.logits(parameters, chunk.images)
    const details = exampleDetails(network.loss, logits, chunk.labels)
    return { sums: sumsOf(network, logits, chunk.labels), details }
  })
}

const sumsOf = ({ loss }: Network, logits: Tensor2D, labels: Tensor1D) =>
  tf.stack([loss.sum(logits, labels), correctCount(logits, labels)]) as Tensor1D
