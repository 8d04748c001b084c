/** How far an experiment has been written: where the next write goes on. Values, never changed. */
import type { SessionSnapshot } from '../../worker/protocol'
import type { RunSeries } from '../series/series'
import type { SavedChunk, SavedEvaluation, SavedExperiment } from './records'
import { markOfStudies, NO_STUDIES } from './savedStudies'

/** How much of one run has been written. */
export interface RunProgress {
  /** One past the last row. */
  readonly end: number
  readonly evaluations: number
  /** One past the last step that is kept in a summary. */
  readonly folded: number
}

/** A chunk that is stored, as far as thinning has to know it. */
export interface StoredChunk {
  readonly sequence: number
  readonly blocks: readonly { readonly key: number; readonly end: number }[]
  readonly evaluations: readonly SavedEvaluation[]
}

export interface Progress {
  /** Of the description; null before the first write. */
  readonly revision: string | null
  readonly nextSequence: number
  /** By the key of the run. */
  readonly runs: ReadonlyMap<number, RunProgress>
  /** Those with rows, or with evaluations that have not been moved yet. */
  readonly chunks: readonly StoredChunk[]
  /** The last snapshot that was written, and when. */
  readonly snapshot: SessionSnapshot | null
  readonly snapshotAt: number
  /** The step of the last description, its link, and what marks its studies. */
  readonly step: number
  readonly link: string
  readonly studies: string
}

/** The first chunk is the place of the summaries. */
export const SUMMARY_SEQUENCE = 0

export const NOTHING_WRITTEN: Progress = {
  revision: null,
  nextSequence: SUMMARY_SEQUENCE + 1,
  runs: new Map(),
  chunks: [],
  snapshot: null,
  snapshotAt: 0,
  step: 0,
  link: '',
  studies: markOfStudies(NO_STUDIES),
}

export const NO_ROWS: RunProgress = { end: 0, evaluations: 0, folded: 0 }

export const storedChunk = ({ sequence, blocks, evaluations }: SavedChunk): StoredChunk => ({
  sequence,
  blocks: blocks.map(({ key, firstStep, seconds }) => ({ key, end: firstStep + seconds.length })),
  evaluations,
})

/** Where a record stands that was read from the database, with the series that it has. */
export function progressOf(
  { revision, keys, step, link, studies }: SavedExperiment,
  chunks: readonly SavedChunk[],
  series: readonly RunSeries[],
  now: number,
): Progress {
  const summaries = chunks.flatMap((chunk) => chunk.summaries ?? [])
  return {
    ...{ revision, snapshot: null, step, link, studies: markOfStudies(studies) },
    nextSequence: Math.max(SUMMARY_SEQUENCE, ...chunks.map(({ sequence }) => sequence)) + 1,
    runs: new Map(
      series.map(({ endStep, evaluations }, run) => [
        keys[run]!,
        {
          end: endStep,
          evaluations: evaluations.length,
          folded: summaries.find(({ key }) => key === keys[run])?.endStep ?? 0,
        },
      ]),
    ),
    chunks: chunks.filter((chunk) => !chunk.summaries).map(storedChunk),
    snapshotAt: now,
  }
}
