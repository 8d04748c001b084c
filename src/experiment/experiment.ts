import type { OptionValue, OptionValues } from '../spec/hyperparameter'
import type { LossId } from '../spec/loss'

export type BackendChoice = 'auto' | 'webgpu' | 'wasm' | 'webgl' | 'cpu'

/** One optimizer of an experiment. Every hyperparameter of its spec is present. */
export interface RunConfig {
  readonly optimizer: string
  /** Only where the user gave one; otherwise the label comes from the optimizer. */
  readonly name?: string
  readonly hyper: OptionValues
}

/** A hyperparameter changed while training: `run` uses `value` from `step` on. */
export interface Edit {
  readonly step: number
  readonly run: number
  readonly key: string
  readonly value: OptionValue
}

/**
 * Everything that decides the numbers of an experiment, plus its title and view.
 * Plain and serialisable; always valid: only the codec and the store make one.
 */
export interface Experiment {
  readonly data: { readonly id: string; readonly options: OptionValues }
  readonly model: { readonly id: string; readonly options: OptionValues }
  readonly loss: LossId
  readonly examples: number
  readonly batch: number
  readonly seed: number
  readonly shuffle: boolean
  /** Share of wrong training labels, 0 to 0.5. */
  readonly noise: number
  readonly augment: boolean
  /** Stop after this many steps; null = never. */
  readonly steps: number | null
  /** Steps between evaluations on the test set. */
  readonly eval: number
  readonly backend: BackendChoice
  readonly runs: readonly RunConfig[]
  readonly edits: readonly Edit[]
  /** Repeat over this many seeds, from `seed` on. */
  readonly seeds: number
  readonly name: string
  readonly embed: boolean
  /** `view.*` keys without the prefix, as they stand in the link. */
  readonly view: Readonly<Record<string, string>>
  /** Keys of the link that this version does not know, kept as they were. */
  readonly unknown: readonly (readonly [string, string])[]
}
