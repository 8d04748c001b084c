/** From the page's state to the records that describe it. Pure. */
import { encodeLink } from '../../experiment/link'
import { tableOf } from '../../spec/metricTable'
import type { SessionSnapshot } from '../../worker/protocol'
import type { RunId } from '../../spec/runId'
import { byIndex } from '../experiment/runEdits'
import { indexOfRun, shownExperiment, trainedRuns } from '../experiment/runList'
import type { PlaygroundState } from '../types'
import { ofSeed, trainedSeed, seedCount } from '../seeds/seeds'
import type { RunSeries } from '../series/series'
import type {
  SavedBlock,
  SavedEvaluation,
  SavedExperiment,
  SavedRepeat,
  SavedSnapshot,
} from './records'
import { describeStudies } from './savedStudies'
import { thumbnailOf } from './thumbnail'

export type Identity = Pick<
  SavedExperiment,
  'id' | 'layout' | 'created' | 'name' | 'revision' | 'foldedBefore'
>

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
    studies: describeStudies(session, ids, keyOf),
    thumbnail: ids.map((id) => thumbnailOf(seriesOf(id))),
  }
}

function repeatOf(state: PlaygroundState, before: SavedRepeat['before']): SavedRepeat | null {
  const seeds = seedCount(state)
  if (seeds === 1) return null
  const { seed } = state.session.experiment ?? state.experiment
  return { seed, seeds, link: encodeLink(shownExperiment(state)), before }
}

/**
 * Rows from a step on, as far as they are kept whole: one block, or several where some of the rows
 * came without a column that others have.
 */
export function blocksFrom(series: RunSeries, key: number, step: number): SavedBlock[] {
  const { columns, partialColumns, endStep } = series
  const missingAt = (at: number) => partialColumns.filter((name) => series.isMissing(name, at))
  const blocks: SavedBlock[] = []
  for (let firstStep = Math.max(step, series.firstStep); firstStep < endStep;) {
    const missing = missingAt(firstStep)
    let end = partialColumns.length > 0 ? firstStep + 1 : endStep
    while (end < endStep && missingAt(end).join() === missing.join()) end++
    const [from, to] = [firstStep - series.firstStep, end - series.firstStep]
    const own = columns.filter((name) => !missing.includes(name))
    const table = tableOf(own.map((name) => [name, series.column(name).subarray(from, to)]))
    blocks.push({ key, firstStep, ...table, seconds: series.seconds.slice(from, to) })
    firstStep = end
  }
  return blocks
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
