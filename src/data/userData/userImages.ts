/**
 * Data that a person brings along: what the readers make of files, and the one form in which it
 * is kept, hashed and handed to the training.
 */
import type { InputShape } from '../../spec/model'
import type { LeftOutFiles, UserDataOrigin, SplitPart } from '../../spec/userData'

export type { UserFile, UserDataSummary } from '../../spec/userData'

/** A file that has been read, and unpacked where it was gzipped. */
export interface ReadFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Images out of files, with their labels: always pixels. */
export interface UserImages {
  /** uint8 [count, height, width, channels] */
  readonly images: Uint8Array
  readonly labels: Uint8Array
  readonly count: number
}

/** A data set out of files, checked. */
export interface UserData {
  readonly input: InputShape
  readonly classNames: readonly string[]
  readonly train: UserImages
  readonly test: UserImages
  /** No test files came with it: the test images are the last tenth of the only ones. */
  readonly heldOut: boolean
  /** What was done to the images, and what is odd about them, in sentences. */
  readonly notes: readonly string[]
  readonly origin: UserDataOrigin
  /** What of the files is used for what, where they say what they are for. */
  readonly splits: readonly SplitPart[]
  readonly leftOut: readonly LeftOutFiles[]
}

/** Most classes that a data set may have. */
export const MAX_CLASSES = 100
/** Longest side of an image, in pixels. */
export const MAX_SIDE = 512
/** Pixels of all images together, in bytes: what leaves room for the training beside them. */
export const MAX_PIXELS = 900_000_000
