/**
 * Data that a person brings along: what the readers make of files, and the one form in which it
 * is kept, hashed and handed to the training.
 */
import type { InputShape } from '../../spec/model'
import type { OwnOrigin } from '../../spec/own'

export type { OwnFile, OwnSummary } from '../../spec/own'

/** A file that has been read, and unpacked where it was gzipped. */
export interface ReadFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Images out of files, with their labels: always pixels. */
export interface OwnImages {
  /** uint8 [count, height, width, channels] */
  readonly images: Uint8Array
  readonly labels: Uint8Array
  readonly count: number
}

/** A data set out of files, checked. */
export interface OwnData {
  readonly input: InputShape
  readonly classNames: readonly string[]
  readonly train: OwnImages
  readonly test: OwnImages
  /** No test files came with it: the test images are the last tenth of the only ones. */
  readonly heldOut: boolean
  /** What was done to the images, and what is odd about them, in sentences. */
  readonly notes: readonly string[]
  readonly origin: OwnOrigin
}

/** Most classes that a data set may have. */
export const MAX_CLASSES = 100
/** Longest side of an image, in pixels. */
export const MAX_SIDE = 512
/** Pixels of all images together, in bytes: what leaves room for the training beside them. */
export const MAX_PIXELS = 900_000_000
