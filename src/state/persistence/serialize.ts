/** From the page's state to the records that describe it. Pure. */
import { encodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import type { SessionSnapshot } from '../../worker/protocol'
import type { PlaygroundState } from '../types'
import { ofSeed, trainedSeed, seedCount } from '../seeds/seeds'
import type { RunSeries } from '../series/series'
import {
  LAYOUT,
  type SavedBlock,
  type SavedEvaluation,
  type SavedExperiment,
  type SavedRepeat,
  type SavedSnapshot,
} from './records'
import { thumbnailOf } from './thumbnail'

/** The runs that have been trained, by their place in the page's list. */
export const trainedRuns = (state: Pick<PlaygroundState, 'runs'>): number[] =>
  state.runs.flatMap(({ workerRun }, run) => (workerRun === null ? [] : [run]))

export type Identity = Pick<
  SavedExperiment,
  'id' | 'created' | 'name' | 'revision' | 'foldedBefore'
>

/**
 * @param seriesOf by index in the page's list of runs
 * @param keyOf by index in the page's list of runs
 * @param before the seeds that were trained before; null where one of them is not kept
 */
export function describe(
  state: PlaygroundState,
  identity: Identity,
  seriesOf: (run: number) => RunSeries | undefined,
  keyOf: (run: number) => number,
  before: SavedRepeat['before'] | null,
  now: number,
): SavedExperiment {
  const kept = trainedRuns(state)
  return {
    ...identity,
    layout: LAYOUT,
    updated: now,
    // Of an experiment that is repeated over seeds, every seed is kept as one of its own.
    experiment: trainedSeed(state),
    link: encodeLink(ofSeed(state.experiment, state.finishedSeeds.length)),
    places: kept,
    keys: kept.map(keyOf),
    edits: state.appliedEdits.flatMap((edit) => {
      const run = kept.indexOf(edit.run)
      return run < 0 ? [] : [{ ...edit, run }]
    }),
    diverged: kept.map((run) => state.runs[run]!.diverged),
    step: state.step,
    stepsPerEpoch: state.stepsPerEpoch ?? 1,
    hashes: state.hashes,
    backend: state.backend?.name ?? null,
    repeat: before && repeatOf(state, before),
    thumbnail: kept.map((run) => thumbnailOf(seriesOf(run))),
  }
}

function repeatOf(state: PlaygroundState, before: SavedRepeat['before']): SavedRepeat | null {
  const seeds = seedCount(state)
  if (seeds === 1) return null
  const { seed } = state.loaded ?? state.experiment
  return { seed, seeds, link: encodeLink(state.experiment), before }
}

/** Rows from a step on, as far as they are kept whole; null where there are none. */
export function blockFrom(series: RunSeries, key: number, step: number): SavedBlock | null {
  const firstStep = Math.max(step, series.firstStep)
  const from = firstStep - series.firstStep
  const count = series.length - from
  if (count <= 0) return null
  const width = METRIC_COLUMNS.length
  const values = new Float32Array(count * width)
  METRIC_COLUMNS.forEach((column, c) => {
    const source = series.values(column)
    for (let i = 0; i < count; i++) values[i * width + c] = source[from + i]!
  })
  return { key, firstStep, values, seconds: series.seconds.slice(from) }
}

/** Evaluations after the first `count` ones. */
export function evaluationsFrom(series: RunSeries, key: number, count: number): SavedEvaluation[] {
  return series.evaluations
    .slice(count)
    .map(({ step, loss, accuracy }) => ({ key, step, loss, accuracy }))
}

/** A snapshot under the keys of the runs that are still there. */
export function describeSnapshot(
  snapshot: SessionSnapshot,
  id: string,
  state: Pick<PlaygroundState, 'runs'>,
  keyOf: (run: number) => number,
): SavedSnapshot {
  const runs = snapshot.runs.flatMap(({ run: workerRun, ...rest }) => {
    const run = state.runs.findIndex((status) => status.workerRun === workerRun)
    return run < 0 ? [] : [{ ...rest, key: keyOf(run) }]
  })
  return { id, step: snapshot.step, seconds: snapshot.seconds, runs }
}

/** Bytes of the arrays in a snapshot. */
export function snapshotBytes({ runs }: Pick<SessionSnapshot, 'runs'>): number {
  return runs.reduce(
    (sum, { parameters, state }) =>
      sum + [parameters, ...state].reduce((bytes, array) => bytes + array.byteLength, 0),
    0,
  )
}
