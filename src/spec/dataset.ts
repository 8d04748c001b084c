import type { OptionSpec } from './hyperparameter'
import type { InputShape } from './model'

/** Host-side description of a data set of labelled images. */
export interface DatasetSpec {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly input: InputShape
  readonly classNames: readonly string[]
  /** Images in the whole training set; `examples` counts from its start, in file order. */
  readonly trainCount: number
  readonly testCount: number
  /** Constants of the training set, per channel, of pixels divided by 255. */
  readonly mean: readonly number[]
  readonly std: readonly number[]
  /** Whether shifted and mirrored images still belong to their class. */
  readonly augmentable: boolean
  readonly options: readonly OptionSpec[]
  readonly source: { readonly text: string; readonly url: string }
}
