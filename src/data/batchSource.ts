import type { DatasetSpec } from '../spec/dataset'
import { DataError, type LabelledImages } from './dataset'
import { epochOrder } from './order'
import { createStandardiser } from './standardise'

/** A mini-batch on the host. The arrays are new at every call: a backend may keep them. */
export interface HostBatch {
  /** Standardised, [B, H, W, C]. */
  readonly images: Float32Array
  /** [B] */
  readonly labels: Int32Array
  /** Positions in the training set, [B]. */
  readonly indices: Int32Array
}

export interface BatchSource {
  /** Full batches in an epoch; the incomplete last one is dropped. */
  readonly stepsPerEpoch: number
  /** The batch of a step (from 0), the same whenever it is asked for. */
  readonly batchAt: (step: number) => HostBatch
}

export interface BatchSourceSetup {
  /** The images in use, with the labels to train on (after noise). */
  readonly train: LabelledImages
  readonly spec: DatasetSpec
  readonly batch: number
  readonly seed: number
  readonly shuffle: boolean
}

/** @throws DataError where a batch is larger than the set */
export function createBatchSource(setup: BatchSourceSetup): BatchSource {
  const { train, spec, batch, seed, shuffle } = setup
  if (batch > train.count) {
    throw new DataError(
      `A batch of ${batch} is larger than the ${train.count} training images in use. Choose a ` +
        'smaller batch or more examples.',
    )
  }
  const standardise = createStandardiser(spec)
  const stepsPerEpoch = Math.floor(train.count / batch)
  let current: { epoch: number; order: Int32Array } = { epoch: -1, order: new Int32Array() }

  const orderOf = (epoch: number) => {
    if (epoch !== current.epoch) {
      current = { epoch, order: epochOrder(train.count, seed, shuffle, epoch) }
    }
    return current.order
  }
  return {
    stepsPerEpoch,
    batchAt: (step) => {
      const position = (step % stepsPerEpoch) * batch
      const indices = orderOf(Math.floor(step / stepsPerEpoch)).slice(position, position + batch)
      const labels = indices.map((index) => train.labels[index]!)
      return { images: standardise(train.images, indices), labels, indices }
    },
  }
}
