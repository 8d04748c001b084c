/** Repeating an experiment over seeds: which one is in training, and what the others left. */
import type { Experiment } from '../../experiment/experiment'
import { MAX_SEED } from '../../experiment/limits'
import type { FinishedSeed, PlaygroundState } from '../types'
import { trainedExperiment } from '../experiment/runList'
import { MAX_ROWS, type SeriesStore } from '../series/series'

type Loaded = Pick<PlaygroundState, 'experiment' | 'loaded'>
type Repeated = Loaded & Pick<PlaygroundState, 'finishedSeeds'>

/** Seeds that the training in hand goes through. */
export const seedCount = ({ experiment, loaded }: Loaded): number => (loaded ?? experiment).seeds

/** Seed number `index`, from 0, of an experiment; after the largest seed comes 0. */
export const seedAt = ({ seed }: Pick<Experiment, 'seed'>, index: number): number =>
  (seed + index) % (MAX_SEED + 1)

/** One seed of an experiment, as an experiment of its own: what the worker trains. */
export function ofSeed(experiment: Experiment, index: number): Experiment {
  return { ...experiment, seed: seedAt(experiment, index), seeds: 1 }
}

/** What the numbers of the seed in training belong to, without runs that were removed. */
export function trainedSeed(
  state: Pick<PlaygroundState, 'experiment' | 'loaded' | 'runs' | 'finishedSeeds'>,
): Experiment {
  return ofSeed(trainedExperiment(state), state.finishedSeeds.length)
}

export const hasNextSeed = (state: Repeated): boolean =>
  state.loaded !== null && state.finishedSeeds.length + 1 < seedCount(state)

/** ", seed 2 of 3"; nothing where there is only one. */
export function seedSuffix(state: Repeated): string {
  const count = seedCount(state)
  return count === 1 ? '' : `, seed ${state.finishedSeeds.length + 1} of ${count}`
}

/** Numbers have been recorded that a change of the experiment does not apply to. */
export const hasNumbers = ({
  step,
  finishedSeeds,
}: Pick<PlaygroundState, 'step' | 'finishedSeeds'>): boolean => step > 0 || finishedSeeds.length > 0

/** The seed in training as it stands. */
export function finishedSeedOf(
  state: Pick<PlaygroundState, 'experiment' | 'loaded' | 'runs' | 'finishedSeeds' | 'hashes'>,
  store: Pick<SeriesStore, 'get'>,
): FinishedSeed {
  const series = state.runs.flatMap(({ id, workerRun }) => {
    const own = workerRun === null ? undefined : store.get(id)
    return own ? [[id, own] as const] : []
  })
  const diverged = state.runs.flatMap(({ id, diverged: at }) => (at ? [[id, at] as const] : []))
  return {
    seed: seedAt(state.loaded ?? state.experiment, state.finishedSeeds.length),
    series: new Map(series),
    diverged: new Map(diverged),
    hashes: state.hashes,
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
  state: Parameters<typeof finishedSeedOf>[0] & Pick<PlaygroundState, 'seedDone'>,
  store: Pick<SeriesStore, 'get'>,
): readonly FinishedSeed[] {
  return state.seedDone && seedCount(state) > 1
    ? [...state.finishedSeeds, finishedSeedOf(state, store)]
    : state.finishedSeeds
}
