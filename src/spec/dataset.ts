import type { OptionSpec, OptionValues } from './hyperparameter'
import type { InputShape } from './model'

/** What a data set looks like with given options. */
export interface DataShape {
  /** Of one example. A point is an image of one pixel, with a channel for each coordinate. */
  readonly input: InputShape
  readonly classNames: readonly string[]
  /** Examples in the whole training set; `examples` counts from its start, in file order. */
  readonly trainCount: number
  readonly testCount: number
}

/** Of a training set, per channel: of pixels divided by 255, or of numbers as they are. */
export interface ChannelStatistics {
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

interface AnyDataset {
  readonly id: string
  readonly label: string
  readonly description: string
  /**
   * Where its examples come from. `packed`: the set-up writes them into `public/data/ID`, out of
   * what `source.mjs` beside the spec names; `generated`: the page computes them; `user`: a person
   * brings files along.
   */
  readonly origin: 'packed' | 'generated' | 'user'
  /** What one calls its examples. Points have no neighbours: convolutions cannot work on them. */
  readonly kind: 'images' | 'points'
  /** Pure and cheap. */
  readonly shape: (options: OptionValues) => DataShape
  /** Constants that inputs are standardised by; absent where only the loaded data can tell. */
  readonly statistics?: ChannelStatistics
  /** Whether shifted and mirrored images still belong to their class. */
  readonly augmentable: boolean
  readonly options: readonly OptionSpec[]
  /** In the link the options stand behind the id, `data=ID,key:value`: their keys mean other
   * things elsewhere, and no slider changes them. */
  readonly optionsInline?: boolean
  /** What a person who chooses these data starts with; absent: what the page opens with. */
  readonly recommended?: {
    readonly model: string
    /** Those that differ from the model's defaults. */
    readonly options: OptionValues
    readonly batch: number
  }
}

/** Constants are known beforehand, and the shape is the same whatever the options. */
export interface PackedDataset extends AnyDataset {
  readonly origin: 'packed'
  readonly statistics: ChannelStatistics
  /** Who made the data, and where that is told. */
  readonly source: { readonly text: string; readonly url: string }
}

export interface GeneratedDataset extends AnyDataset {
  readonly origin: 'generated'
  readonly statistics: ChannelStatistics
}

export interface UserDataset extends AnyDataset {
  readonly origin: 'user'
}

/** Host-side description of a data set of labelled examples. */
export type DatasetSpec = PackedDataset | GeneratedDataset | UserDataset
