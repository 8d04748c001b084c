import type { ChannelStatistics } from '../spec/dataset'
import type { PackedUserData } from '../spec/userData'
import type { OptionValues } from '../spec/hyperparameter'

/**
 * Inputs of examples, [count, height, width, channels] flattened: pixels as uint8, or numbers
 * that are no pixels, such as the coordinates of points, as float32.
 */
export type Inputs = Uint8Array | Float32Array

/** Images (or points: images of one pixel) with their labels, in file order. */
export interface LabelledImages {
  readonly images: Inputs
  /** Class of each image. */
  readonly labels: Uint8Array
  readonly count: number
}

/** A training set knows what all inputs, those of the test set too, are standardised by. */
export interface TrainingImages extends LabelledImages {
  readonly statistics: ChannelStatistics
}

/** Bytes, as they come over the line. */
export interface DataProgress {
  readonly loaded: number
  readonly total: number
}

export interface DataRequest {
  /** Absolute address of the page's folder, ending in a slash. */
  readonly baseUrl: string
  /** How many training images, from the start of the set. The test set always comes whole. */
  readonly examples: number
  /** The data set's own options. */
  readonly options: OptionValues
  /** A person's own data, where the data set is that. */
  readonly userData?: PackedUserData | undefined
  /** Called as the data arrive. */
  readonly onProgress?: ((progress: DataProgress) => void) | undefined
  /** Called where the browser has no room to keep the data for the next visit. */
  readonly onStorageFull?: (() => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Where the examples of a data set come from. The two parts are loaded separately, so that
 * training need not wait for the test set. Both reject with a DataError, or with the reason of
 * the signal where that was aborted.
 */
export interface DatasetLoader {
  readonly loadTrain: (request: DataRequest) => Promise<TrainingImages>
  readonly loadTest: (request: DataRequest) => Promise<LabelledImages>
}

/** Something about the data is not as it should be; the message is a sentence for the page. */
export class DataError extends Error {
  override readonly name = 'DataError'
}
