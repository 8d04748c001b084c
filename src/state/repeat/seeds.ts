/** Repeating an experiment over seeds: which one is in training, and what the others left. */
import type { Experiment } from '../../experiment/experiment'
import { MAX_SEED } from '../../experiment/limits'
import type { Hashes } from '../../worker/protocol'
import type { PlaygroundState, RunStatus } from '../playground'
import { recorded } from '../runList'
import { MAX_ROWS, type RunSeries, type SeriesStore } from '../series'

/** A seed that has been trained to its end. Runs are found by their id. */
export interface SeedTake {
  readonly seed: number
  readonly series: ReadonlyMap<number, RunSeries>
  readonly diverged: ReadonlyMap<number, NonNullable<RunStatus['diverged']>>
  readonly hashes: Hashes | null
}

type Loaded = Pick<PlaygroundState, 'experiment' | 'loaded'>
type Repeated = Loaded & Pick<PlaygroundState, 'takes'>

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
export function recordedSeed(
  state: Pick<PlaygroundState, 'experiment' | 'loaded' | 'runs' | 'takes'>,
): Experiment {
  return ofSeed(recorded(state), state.takes.length)
}

export const hasNextSeed = (state: Repeated): boolean =>
  state.loaded !== null && state.takes.length + 1 < seedCount(state)

/** ", seed 2 of 3"; nothing where there is only one. */
export function seedWords(state: Repeated): string {
  const count = seedCount(state)
  return count === 1 ? '' : `, seed ${state.takes.length + 1} of ${count}`
}

/** Numbers have been recorded that a change of the experiment does not apply to. */
export const hasNumbers = ({ step, takes }: Pick<PlaygroundState, 'step' | 'takes'>): boolean =>
  step > 0 || takes.length > 0

/** The seed in training as it stands. */
export function takeOf(
  state: Pick<PlaygroundState, 'experiment' | 'loaded' | 'runs' | 'takes' | 'hashes'>,
  store: Pick<SeriesStore, 'get'>,
): SeedTake {
  const series = state.runs.flatMap(({ id, workerRun }) => {
    const own = workerRun === null ? undefined : store.get(id)
    return own ? [[id, own] as const] : []
  })
  const diverged = state.runs.flatMap(({ id, diverged: at }) => (at ? [[id, at] as const] : []))
  return {
    seed: seedAt(state.loaded ?? state.experiment, state.takes.length),
    series: new Map(series),
    diverged: new Map(diverged),
    hashes: state.hashes,
  }
}

/** All seeds together keep as many rows whole as one experiment does. */
export function foldTake(take: Pick<SeedTake, 'series'>, { seeds, runs }: Experiment): void {
  const rows = Math.floor(MAX_ROWS / (seeds * runs.length))
  for (const one of take.series.values()) one.foldBefore(one.endStep - rows)
}

/** All seeds that have been trained to their end, the last one included. */
export function finishedTakes(
  state: Parameters<typeof takeOf>[0] & Pick<PlaygroundState, 'seedDone'>,
  store: Pick<SeriesStore, 'get'>,
): readonly SeedTake[] {
  return state.seedDone && seedCount(state) > 1
    ? [...state.takes, takeOf(state, store)]
    : state.takes
}
