/** A person's own data, as far as page, worker and data readers have to agree on them. */
import type { ChannelStatistics } from './dataset'
import type { InputShape } from './model'

/** A file as it was dropped or chosen. `path` has the folders in it where a folder was dropped. */
export interface UserFile {
  readonly path: string
  readonly blob: Blob
}

/** The files that a data set came out of, for a program that reads them without the page. */
export interface UserDataOrigin {
  readonly kind: 'idx' | 'cifar' | 'folder'
  /** Paths without `.gz`. IDX: images, then labels. CIFAR: batches in order. Folders: none. */
  readonly train: readonly string[]
  /** None where the end of the training images was held out. */
  readonly test: readonly string[]
}

/** What the page knows of its own data; small enough for a message and a file. */
export interface UserDataSummary extends ChannelStatistics {
  /** Of the packed data; 64 lower-case hex digits. */
  readonly sha256: string
  readonly input: InputShape
  readonly classNames: readonly string[]
  readonly trainCount: number
  readonly testCount: number
  /** No test files came with it: the test images are the last tenth of the only ones. */
  readonly heldOut: boolean
  /** What was done to the images, and what is odd about them, in sentences. */
  readonly notes: readonly string[]
  /** Names of the files, in words. */
  readonly source: string
  /** null for data that the browser kept before this was noted. */
  readonly origin: UserDataOrigin | null
}

/** Data that have been read, for the training: see `data/userData/pack.ts`. */
export interface PackedUserData {
  readonly packed: Blob
  readonly statistics: ChannelStatistics
}
