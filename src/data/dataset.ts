import type { OptionValues } from '../spec/hyperparameter'

/** Images with their labels, in file order. */
export interface LabelledImages {
  /** uint8 pixels, [count, height, width, channels] flattened. */
  readonly images: Uint8Array
  /** Class of each image. */
  readonly labels: Uint8Array
  readonly count: number
}

export interface Dataset {
  readonly train: LabelledImages
  readonly test: LabelledImages
}

export interface DataRequest {
  /** Absolute address of the page's folder, ending in a slash. */
  readonly baseUrl: string
  /** How many training images, from the start of the set. The test set always comes whole. */
  readonly examples: number
  /** The data set's own options. */
  readonly options: OptionValues
  /** Called with 0 to 1 as the data arrive. */
  readonly onProgress?: (fraction: number) => void
  readonly signal?: AbortSignal
}

/**
 * Where the images of a data set come from. The two parts are loaded separately, so that
 * training need not wait for the test set. Both reject with a DataError, or with the reason of
 * the signal where that was aborted.
 */
export interface DatasetLoader {
  readonly loadTrain: (request: DataRequest) => Promise<LabelledImages>
  readonly loadTest: (request: DataRequest) => Promise<LabelledImages>
}

/** Something about the data is not as it should be; the message is a sentence for the page. */
export class DataError extends Error {
  override readonly name = 'DataError'
}
