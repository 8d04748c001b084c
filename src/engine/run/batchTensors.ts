import * as tf from '@tensorflow/tfjs-core'
import type { Inputs, LabelledImages } from '../../data/datasetLoader'
import { createStandardiser } from '../../data/standardise'
import type { ChannelStatistics } from '../../spec/dataset'
import type { InputShape } from '../../spec/model'
import { packBytes, takesBytes } from '../ops/standardiseBytes'
import { written } from '../ops/written'
import type { Batch } from './trainStep'

/**
 * Takes images [B, H, W, C] as they are in the data set. The caller disposes the tensors. Bytes may
 * be used in place where `takesBytes`; elsewhere the images are copied.
 */
export type BatchMaker = (images: Inputs, labels: Int32Array) => Batch

/**
 * Makes the tensors of a batch: bytes where the backend unpacks and standardises them itself,
 * standardised numbers elsewhere.
 */
export function createBatchMaker(input: InputShape, statistics: ChannelStatistics): BatchMaker {
  const { height, width, channels } = input
  const standardise = createStandardiser(input, statistics)
  return (images, labels) => ({
    images:
      images instanceof Uint8Array && takesBytes()
        ? packBytes(images, labels.length)
        : written<tf.Rank.R4>([labels.length, height, width, channels], (numbers) =>
            standardise(images, numbers),
          ),
    labels: tf.tensor1d(labels, 'int32'),
  })
}

/** Batches of examples that follow each other, for evaluations. */
export const chunksOf =
  ({ images, labels, count: all }: LabelledImages, toBatch: BatchMaker) =>
  (first: number, count: number): Batch => {
    const size = images.length / all
    const range = [first * size, (first + count) * size] as const
    const chunk = takesBytes() ? images.slice(...range) : images.subarray(...range)
    return toBatch(chunk, Int32Array.from(labels.subarray(first, first + count)))
  }
