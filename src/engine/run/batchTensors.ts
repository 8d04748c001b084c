import * as tf from '@tensorflow/tfjs-core'
import type { Inputs, LabelledImages } from '../../data/datasetLoader'
import { createStandardiser, standardTables } from '../../data/standardise'
import type { ChannelStatistics } from '../../spec/dataset'
import type { InputShape } from '../../spec/model'
import { packBytes, takesBytes } from '../ops/standardiseBytes'
import { lookedUp, looksUp } from '../ops/lookedUp'
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
  const tables = standardTables(input, statistics)
  const tensorOf = (images: Inputs, count: number) => {
    const shape: [number, number, number, number] = [count, height, width, channels]
    if (images instanceof Uint8Array) {
      if (takesBytes()) return packBytes(images, count)
      if (looksUp()) return lookedUp<tf.Rank.R4>(shape, images, tables)
    }
    return written<tf.Rank.R4>(shape, (numbers) => standardise(images, numbers))
  }
  return (images, labels) => ({
    images: tensorOf(images, labels.length),
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
