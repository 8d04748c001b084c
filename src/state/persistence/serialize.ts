/** From the page's state to the records that describe it. Pure. */
import { encodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import type { SessionSnapshot } from '../../worker/protocol'
import type { RunId } from '../../spec/runId'
import { byIndex } from '../experiment/runEdits'
import { indexOfRun, shownExperiment, trainedRuns } from '../experiment/runList'
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

export type Identity = Pick<SavedExperiment, 'id' | 'created' | 'name'>

/**
 * @param keyOf by which the records know a run
 * @param before the seeds that were trained before; null where one of them is not kept
 */
export function describe(
  state: PlaygroundState,
  identity: Identity,
  seriesOf: (id: RunId) => RunSeries | undefined,
  keyOf: (run: RunId) => number,
  before: SavedRepeat['before'] | null,
  now: number,
): SavedExperiment {
  const { session } = state
  const ids = trainedRuns(state).map(({ id }) => id)
  return {
    ...identity,
    layout: LAYOUT,
    updated: now,
    // Of an experiment that is repeated over seeds, every seed is kept as one of its own.
    experiment: trainedSeed(state),
    link: encodeLink(ofSeed(shownExperiment(state), session.finishedSeeds.length)),
    places: ids.map((id) => indexOfRun(state, id)),
    keys: ids.map(keyOf),
    edits: byIndex(session.appliedEdits, ids),
    diverged: ids.map((id) => session.diverged.get(id) ?? null),
    step: session.step,
    stepsPerEpoch: session.stepsPerEpoch ?? 1,
    hashes: session.hashes,
    backend: session.backend?.name ?? null,
    repeat: before && repeatOf(state, before),
    thumbnail: ids.map((id) => thumbnailOf(seriesOf(id))),
  }
}

function repeatOf(state: PlaygroundState, before: SavedRepeat['before']): SavedRepeat | null {
  const seeds = seedCount(state)
  if (seeds === 1) return null
  const { seed } = state.session.experiment ?? state.experiment
  return { seed, seeds, link: encodeLink(shownExperiment(state)), before }
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
  keyOf: (run: RunId) => number,
): SavedSnapshot {
  const runs = snapshot.runs.flatMap(({ run, ...rest }) =>
    indexOfRun(state, run) < 0 ? [] : [{ ...rest, key: keyOf(run) }],
  )
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
