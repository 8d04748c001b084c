/** Messages between who needs images and the worker that fetches, checks and unpacks them. */
import type { DataProgress, LabelledImages } from './datasetLoader'
import type { Split } from './manifest'

export interface ShardsOrder {
  readonly type: 'load'
  /** Names it in all that is said about it. */
  readonly order: number
  /** Of the data set. */
  readonly id: string
  readonly split: Split
  readonly count: number
  readonly baseUrl: string
}

export type ShardsCommand = ShardsOrder | { readonly type: 'abort'; readonly order: number }

export type ShardsReply = { readonly order: number } & (
  | { readonly type: 'progress'; readonly progress: DataProgress }
  | { readonly type: 'storageFull' }
  | { readonly type: 'done'; readonly images: LabelledImages }
  | {
      readonly type: 'failed'
      /** For the page, where it is a matter of the data. */
      readonly sentence: string | null
      readonly detail: string
    }
)
