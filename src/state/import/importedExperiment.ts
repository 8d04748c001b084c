/** Numbers of a training that is not the page's own: out of a file, or kept in the browser. */
import type { Edit, Experiment } from '../../experiment/experiment'
import { nameInWord, optimizerWord } from '../../optimizers/ownRules/words'
import { findOptimizer } from '../../optimizers/specs'
import type { ChannelStatistics } from '../../spec/dataset'
import type { OptionValue } from '../../spec/hyperparameter'
import type { BackendReport, Hashes } from '../../worker/protocol'
import type { RunSeries } from '../series/series'

export interface ImportedRun {
  /** Index in the experiment, and in its tables. */
  readonly run: number
  /** An id; where only a table is known, `own:NAME` for a rule that it does not have. */
  readonly optimizer: string
  readonly label: string
  readonly series: RunSeries
}

/** What one of several seeds left. */
export interface ImportedSeed {
  readonly seed: number
  readonly runs: readonly ImportedRun[]
  readonly hashes: Hashes | null
}

/** What an Experiment (JSON) says beside its experiment and its numbers. */
export interface ImportedFacts {
  readonly stepsPerEpoch: number | null
  readonly appliedEdits: readonly (Edit & {
    readonly previous: OptionValue
    readonly scheduled?: boolean
  })[]
  readonly statistics: ChannelStatistics | null
  readonly backend: BackendReport | null
  readonly versions: Readonly<Record<string, string>>
}

export interface ImportedExperiment {
  /** Where it comes from, in words: the name of a file or of a saved experiment. */
  readonly source: string
  /** What was trained; null where only numbers are known, as in a CSV. */
  readonly experiment: Experiment | null
  /** Of several seeds: the medians. */
  readonly runs: readonly ImportedRun[]
  /** In full or only their first digits; null for several seeds, which have their own. */
  readonly hashes: Hashes | null
  /** Absent where there is one seed. */
  readonly seeds?: readonly ImportedSeed[]
  /** Absent where a file does not say, as a CSV. */
  readonly facts?: ImportedFacts
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  /** Whole sentences for people. */
  | { readonly ok: false; readonly sentence: string }

export const refused = (sentence: string): { readonly ok: false; readonly sentence: string } => ({
  ok: false,
  sentence,
})

/** What a run of this optimizer is called where no name is known. */
export const optimizerLabel = (id: string): string =>
  findOptimizer(id)?.label ?? nameInWord(id) ?? id

/** Of tables the words are compared: they do not hold the rules themselves. */
export const isSameOptimizer = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && optimizerWord(a) === optimizerWord(b)
