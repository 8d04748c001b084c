/** From the page's state to the records that describe it. Pure. */
import { encodeLink } from '../../experiment/link'
import { tableOf } from '../../spec/metricTable'
import type { SessionSnapshot } from '../../worker/protocol'
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
import { thumbnailOf } from './thumbnail'

/** The runs that have been trained, by their place in the page's list. */
export const trainedRuns = (state: Pick<PlaygroundState, 'runs'>): number[] =>
  state.runs.flatMap(({ workerRun }, run) => (workerRun === null ? [] : [run]))

export type Identity = Pick<SavedExperiment, 'id' | 'layout' | 'created' | 'name'>

/**
 * @param keyOf by index in the page's list of runs
 * @param before the seeds that were trained before; null where one of them is not kept
 */
export function describe(
  state: PlaygroundState,
  identity: Identity,
  seriesOf: (id: number) => RunSeries | undefined,
  keyOf: (run: number) => number,
  before: SavedRepeat['before'] | null,
  now: number,
): SavedExperiment {
  const kept = trainedRuns(state)
  return {
    ...identity,
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
    thumbnail: kept.map((run) => thumbnailOf(seriesOf(state.runs[run]!.id))),
  }
}

function repeatOf(state: PlaygroundState, before: SavedRepeat['before']): SavedRepeat | null {
  const seeds = seedCount(state)
  if (seeds === 1) return null
  const { seed } = state.loaded ?? state.experiment
  return { seed, seeds, link: encodeLink(state.experiment), before }
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
