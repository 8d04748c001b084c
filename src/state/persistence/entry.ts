/** An experiment that is being kept: which record it has, and how things stand with it. */
import type { RunSeries } from '../series/series'
import type { SessionSnapshot } from '../../worker/protocol'
import type { PlaygroundState } from '../types'
import { trainedRuns } from '../experiment/runList'
import type { RunId } from '../../spec/runId'
import { NOTHING_WRITTEN, type Progress } from './progress'

/** The page at one moment; the series are those of then, also after a Reset. */
export interface Page {
  readonly state: PlaygroundState
  readonly series: ReadonlyMap<RunId, RunSeries>
  readonly snapshot: SessionSnapshot | null
}

/** Why an experiment gets another record: a `copy` was never meant to go on in the one it is of. */
export type Loss = 'deleted' | 'deleted here' | 'elsewhere' | 'copy'

export class Entry {
  progress: Progress = NOTHING_WRITTEN
  nextKey = 0
  /** Runs that the page no longer has, and of which the record has lost rows since. */
  readonly incomplete = new Set<number>()
  /** Of the last write, to be tried again. */
  page: Page | null = null
  /** A write has failed: not before this time the next one. */
  retryAt: number | null = null
  /** Writes that have failed in a row. */
  failures = 0
  /** A write of a page that seemed to be left, until it has come to its end. */
  lastWrite: Promise<void> | null = null
  /** The record is no longer this page's; trained beyond this step, it gets another one. */
  lost: { readonly loss: Loss; readonly step: number } | null = null

  constructor(
    readonly id: string,
    /** See the description's. */
    readonly layout: string,
    readonly created: number,
    /** As it was stored last: it may be given another one in any tab. */
    public name = '',
  ) {}

  /** There is a record, with all that has been handed to it. */
  get isStored(): boolean {
    return this.progress.revision !== null && this.retryAt === null && this.lost === null
  }
}

/** Null before every run that trains has numbers from its first step on. */
export function pageOf(
  state: PlaygroundState,
  seriesOf: (id: RunId) => RunSeries | undefined,
  snapshot: SessionSnapshot | null,
): Page | null {
  const kept = trainedRuns(state)
  const series = new Map(
    kept.flatMap(({ id }) => {
      const own = seriesOf(id)
      return own ? [[id, own] as const] : []
    }),
  )
  if (state.session.step === 0 || series.size === 0 || series.size < kept.length) return null
  return { state, series, snapshot }
}

/** Two pages with the same experiment in training. */
export const isSamePage = (a: Page, b: Page): boolean => {
  const others = new Set(b.series.values())
  return [...a.series.values()].some((one) => others.has(one))
}
