import type { InputShape } from '../spec/model'
import { augmented, epochAugmentations } from './augment'
import { DataError, type Inputs, type LabelledImages } from './datasetLoader'
import { epochOrder } from './order'

/** A mini-batch on the host. */
export interface HostBatch {
  /** As they are in the data set, or augmented; not standardised. [B, H, W, C] */
  readonly images: Inputs
  /** [B] */
  readonly labels: Int32Array
  /** Positions in the training set, [B]. */
  readonly indices: Int32Array
}

export interface BatchSource {
  /** Full batches in an epoch; the incomplete last one is dropped. */
  readonly stepsPerEpoch: number
  /**
   * The batch of a step (from 0), the same whenever it is asked for.
   * @param room where the images are put, [B, H, W, C], of the type of those in the set; where it is
   *   missing they are put into a new array, which a backend may keep
   */
  readonly batchAt: (step: number, room?: Inputs) => HostBatch
}

export interface BatchSourceSetup {
  /** The images in use, with the labels to train on (after noise). */
  readonly train: LabelledImages
  readonly input: InputShape
  readonly batch: number
  readonly seed: number
  readonly shuffle: boolean
  /** Crop and flip the images; points stay as they are. */
  readonly augment: boolean
}

/** @throws DataError where a batch is larger than the set */
export function createBatchSource(setup: BatchSourceSetup): BatchSource {
  const { train, input, batch, seed, shuffle, augment } = setup
  if (batch > train.count) {
    throw new DataError(
      `A batch of ${batch} is larger than the ${train.count} training images in use. Choose a ` +
        'smaller batch or more examples.',
    )
  }
  const stepsPerEpoch = Math.floor(train.count / batch)
  const size = train.images.length / train.count
  const toAugment = augment && train.images instanceof Uint8Array ? train.images : null
  const planOf = (epoch: number) => ({
    epoch,
    order: epochOrder(train.count, seed, shuffle, epoch),
    augmentations: toAugment ? epochAugmentations(train.count, seed, epoch) : [],
  })
  let plan = planOf(0)
  const newRoom = (): Inputs =>
    train.images instanceof Uint8Array
      ? new Uint8Array(batch * size)
      : new Float32Array(batch * size)

  /** The images at these places of the epoch, side by side. */
  const imagesAt = (indices: Int32Array, position: number, room?: Inputs): Inputs => {
    const images = room ?? newRoom()
    indices.forEach((index, i) => {
      const [start, end] = [index * size, (index + 1) * size]
      const image = toAugment
        ? augmented(toAugment.subarray(start, end), input, plan.augmentations[position + i]!)
        : train.images.subarray(start, end)
      images.set(image, i * size)
    })
    return images
  }
  return {
    stepsPerEpoch,
    batchAt: (step, room) => {
      const epoch = Math.floor(step / stepsPerEpoch)
      if (epoch !== plan.epoch) plan = planOf(epoch)
      const position = (step % stepsPerEpoch) * batch
      const indices = plan.order.slice(position, position + batch)
      const labels = indices.map((index) => train.labels[index]!)
      return { images: imagesAt(indices, position, room), labels, indices }
    },
  }
}
