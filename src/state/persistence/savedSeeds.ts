/** The seeds that were done when a page was left, read back. */
import { encodeLink } from '../../experiment/link'
import type { FinishedSeed } from '../session/session'
import type { RunSeries } from '../series/series'
import type { SavedWhole } from './database'
import type { SavedExperiment, SavedRepeat } from './records'
import { deserialize, type RestoredExperiment } from './deserialize'

/** A seed that was trained to its end; by the place of each run in the experiment. */
export interface RestoredSeed {
  readonly seed: number
  readonly series: readonly RunSeries[]
  readonly diverged: SavedExperiment['diverged']
  readonly hashes: FinishedSeed['hashes']
  readonly saved: SavedWhole
  readonly restored: RestoredExperiment
}

/** Every run has come to the last step, or diverged before. */
export function isAtEnd(
  { experiment, diverged }: Pick<SavedExperiment, 'experiment' | 'diverged'>,
  step: number,
): boolean {
  const { steps } = experiment
  return diverged.every((at) => at !== null) || (steps !== null && step >= steps)
}

/** Null where a run is missing, or was not trained to its end. */
function restoreSeed(
  saved: SavedWhole,
  keys: SavedRepeat['before'][number]['keys'],
): RestoredSeed | null {
  const { description } = saved
  const restored = deserialize(saved)
  const places = keys.map((key) => description.keys.indexOf(key))
  if (places.includes(-1) || !isAtEnd(description, restored.step)) return null
  return {
    seed: description.experiment.seed,
    series: places.map((place) => restored.series[place]!),
    diverged: places.map((place) => description.diverged[place]!),
    hashes: description.hashes,
    ...{ saved, restored },
  }
}

/**
 * All seeds before the one of a saved experiment; null where one of them is gone.
 * @param read by id
 */
export async function restoreSeeds(
  { repeat }: Pick<SavedExperiment, 'repeat'>,
  read: (id: string) => Promise<SavedWhole | null>,
): Promise<RestoredSeed[] | null> {
  const finishedSeeds: RestoredSeed[] = []
  for (const { id, keys } of repeat?.before ?? []) {
    const saved = await read(id)
    const finished = saved && restoreSeed(saved, keys)
    if (!finished) return null
    finishedSeeds.push(finished)
  }
  return finishedSeeds
}

/** A saved seed as the page had it: the whole repetition, of which it is the one in training. */
export function wholeOf(saved: SavedExperiment): SavedExperiment {
  if (!saved.repeat) return saved
  const { seed, seeds, link } = saved.repeat
  return { ...saved, link, experiment: { ...saved.experiment, seed, seeds } }
}

/** Link of what was trained, all seeds together. */
export const trainedLink = (saved: SavedExperiment): string => encodeLink(wholeOf(saved).experiment)
