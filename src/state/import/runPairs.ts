import { runLabels } from '../../experiment/labels'
import type { RunId } from '../../spec/runId'
import type { Hashes } from '../../worker/protocol'
import type { PlaygroundState } from '../types'
import type { Pair } from './runDifference'
import { seedCount, finishedSeedOf } from '../seeds/seeds'
import type { SeriesStore } from '../series/series'
import { isSameOptimizer, type ImportedSeed, type ImportedExperiment } from './importedExperiment'

/** Runs at the same place with the same optimizer. */
export function pairsOf(
  imported: Pick<ImportedExperiment, 'runs'>,
  { experiment, runs }: Pick<PlaygroundState, 'experiment' | 'runs'>,
  seriesOf: (id: RunId) => Pair['mine'] | undefined,
): Pair[] {
  const labels = runLabels(experiment.runs)
  return runs.flatMap(({ id }, run) => {
    const mine = seriesOf(id)
    const theirs = imported.runs.find((one) => one.run === run)
    if (!mine || !theirs) return []
    if (!isSameOptimizer(theirs.optimizer, experiment.runs[run]!.optimizer)) return []
    return [{ label: labels[run]!, mine, theirs: theirs.series }]
  })
}

export interface Sides {
  readonly pairs: readonly Pair[]
  /** Mine and theirs, of each seed that is compared. */
  readonly hashes: readonly (readonly [Hashes | null, Hashes | null])[]
}

/** The page beside an imported experiment: where either has several seeds, those that both have. */
export function sidesOf(
  imported: ImportedExperiment,
  state: PlaygroundState,
  store: Pick<SeriesStore, 'get'>,
): Sides {
  const theirs = seedsOf(imported, seedCount(state) > 1)
  if (!theirs) {
    const pairs = pairsOf(imported, state, (id) => store.get(id))
    return { pairs, hashes: [[state.session.hashes, imported.hashes]] }
  }
  const both = [...state.session.finishedSeeds, finishedSeedOf(state, store)].flatMap((mine) => {
    const other = theirs.find(({ seed }) => seed === mine.seed)
    return other ? [{ mine, other }] : []
  })
  return {
    pairs: both.flatMap(({ mine, other }) =>
      pairsOf(other, state, (id) => mine.series.get(id)).map((pair) => ({
        ...pair,
        label: `${pair.label}, seed ${mine.seed}`,
      })),
    ),
    hashes: both.map(({ mine, other }) => [mine.hashes, other.hashes] as const),
  }
}

/** Null where seeds need not be told apart, or cannot. */
function seedsOf(
  { seeds, experiment, runs, hashes }: ImportedExperiment,
  isRepeated: boolean,
): readonly ImportedSeed[] | null {
  if (seeds) return seeds
  return isRepeated && experiment ? [{ seed: experiment.seed, runs, hashes }] : null
}

/** The first sentence on hashes that differ, or else that they are the same. */
export function describeAllHashes(hashes: Sides['hashes']): string {
  const sentences = hashes.map(([mine, theirs]) => describeHashes(mine, theirs)).filter(Boolean)
  return sentences.find((sentence) => sentence !== SAME_HASHES) ?? sentences[0] ?? ''
}

const SAME_HASHES = 'Initial weights, batch order and data have the same hashes.'

/**
 * Which of the three hashes differ, as a sentence; empty where one side does not know them.
 * @param theirs in full or only their first digits
 */
export function describeHashes(mine: Hashes | null, theirs: Hashes | null): string {
  if (!mine || !theirs) return ''
  const words = { weights: 'initial weights', order: 'batch order', data: 'data' } as const
  const keys = Object.keys(words) as (keyof Hashes)[]
  const other = keys.filter((key) => !mine[key].startsWith(theirs[key])).map((key) => words[key])
  return other.length === 0 ? SAME_HASHES : `The hashes differ for: ${other.join(', ')}.`
}
