import { runLabels } from '../../experiment/labels'
import type { Hashes } from '../../worker/protocol'
import type { PlaygroundState } from '../playground'
import type { Pair } from './difference'
import type { Recording } from './recording'

/** Runs at the same place with the same optimizer. */
export function pairsOf(
  recording: Recording,
  { experiment, runs }: Pick<PlaygroundState, 'experiment' | 'runs'>,
  seriesOf: (id: number) => Pair['mine'] | undefined,
): Pair[] {
  const labels = runLabels(experiment.runs)
  return runs.flatMap(({ id }, run) => {
    const mine = seriesOf(id)
    const theirs = recording.runs.find((recorded) => recorded.run === run)
    if (!mine || theirs?.optimizer !== experiment.runs[run]!.optimizer) return []
    return [{ label: labels[run]!, mine, theirs: theirs.series }]
  })
}

/**
 * Which of the three hashes differ, as a sentence; empty where one side does not know them.
 * @param theirs in full or only their first digits
 */
export function describeHashes(mine: Hashes | null, theirs: Hashes | null): string {
  if (!mine || !theirs) return ''
  const words = { weights: 'initial weights', order: 'batch order', data: 'data' } as const
  const keys = Object.keys(words) as (keyof Hashes)[]
  const other = keys.filter((key) => !mine[key].startsWith(theirs[key])).map((key) => words[key])
  return other.length === 0
    ? 'Initial weights, batch order and data have the same hashes.'
    : `The hashes differ for: ${other.join(', ')}.`
}
