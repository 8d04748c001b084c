/** Repeating an experiment over seeds: which one is in training, and what the others left. */
import type { Experiment } from '../../experiment/experiment'
import { MAX_SEED } from '../../experiment/limits'
import type { FinishedSeed } from '../session/session'
import type { PlaygroundState } from '../types'
import { trainedExperiment } from '../experiment/runList'
import { MAX_ROWS, type SeriesStore } from '../series/series'

type Loaded = Pick<PlaygroundState, 'experiment' | 'session'>

/** Seeds that the training in hand goes through. */
export const seedCount = ({ experiment, session }: Loaded): number =>
  (session.experiment ?? experiment).seeds

/** Seed number `index`, from 0, of an experiment; after the largest seed comes 0. */
export const seedAt = ({ seed }: Pick<Experiment, 'seed'>, index: number): number =>
  (seed + index) % (MAX_SEED + 1)

/** One seed of an experiment, as an experiment of its own: what the worker trains. */
export function ofSeed(experiment: Experiment, index: number): Experiment {
  return { ...experiment, seed: seedAt(experiment, index), seeds: 1 }
}

/** What the numbers of the seed in training belong to, without runs that were removed. */
export function trainedSeed(state: Parameters<typeof trainedExperiment>[0]): Experiment {
  return ofSeed(trainedExperiment(state), state.session.finishedSeeds.length)
}

export const hasNextSeed = (state: Loaded): boolean =>
  state.session.experiment !== null && state.session.finishedSeeds.length + 1 < seedCount(state)

/** ", seed 2 of 3"; nothing where there is only one. */
export function seedSuffix(state: Loaded): string {
  const count = seedCount(state)
  return count === 1 ? '' : `, seed ${state.session.finishedSeeds.length + 1} of ${count}`
}

/** Numbers have been recorded that a change of the experiment does not apply to. */
export const hasNumbers = ({ session }: Pick<PlaygroundState, 'session'>): boolean =>
  session.step > 0 || session.finishedSeeds.length > 0

/** The seed in training as it stands. */
export function finishedSeedOf(
  { experiment, session }: Loaded,
  store: Pick<SeriesStore, 'get'>,
): FinishedSeed {
  return {
    seed: seedAt(session.experiment ?? experiment, session.finishedSeeds.length),
    series: new Map(
      session.runIds.flatMap((id) => {
        const series = store.get(id)
        return series ? [[id, series] as const] : []
      }),
    ),
    diverged: session.diverged,
    hashes: session.hashes,
  }
}

/** All seeds together keep as many rows whole as one experiment does. */
export function foldFinishedSeed(
  finished: Pick<FinishedSeed, 'series'>,
  { seeds, runs }: Experiment,
): void {
  const rows = Math.floor(MAX_ROWS / (seeds * runs.length))
  for (const one of finished.series.values()) one.foldBefore(one.endStep - rows)
}

/** All seeds that have been trained to their end, the last one included. */
export function allFinishedSeeds(
  state: Loaded,
  store: Pick<SeriesStore, 'get'>,
): readonly FinishedSeed[] {
  const { finishedSeeds, seedDone } = state.session
  return seedDone && seedCount(state) > 1
    ? [...finishedSeeds, finishedSeedOf(state, store)]
    : finishedSeeds
}
