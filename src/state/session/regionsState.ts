/** What the page knows of what each run makes of the plane. */
import type { RunId } from '../../spec/runId'
import type { RegionPoints, Regions, RegionsReport } from '../../worker/protocol'

export type { RegionPoints }

/** The last picture of one run. */
export interface RunRegions extends Omit<Regions, 'run'> {
  readonly side: number
  /** Updates done before. */
  readonly step: number
}

export interface RegionsState {
  /** Asked for and not answered yet. */
  readonly isAsked: boolean
  readonly points: RegionPoints | null
  /** By the id of the run. A run that has diverged keeps its last one. */
  readonly byRun: ReadonlyMap<RunId, RunRegions>
  /** Step of the last answer; null before the first. */
  readonly step: number | null
  /** Time that the last one took the worker. */
  readonly milliseconds: number
}

export const NO_REGIONS: RegionsState = {
  isAsked: false,
  points: null,
  byRun: new Map(),
  step: null,
  milliseconds: 0,
}

/** @param isThere false for a run that was removed */
export function withReport(
  before: RegionsState,
  { step, side, runs, milliseconds }: RegionsReport,
  points: RegionPoints | null,
  isThere: (run: RunId) => boolean,
): RegionsState {
  const byRun = new Map(before.byRun)
  for (const { run, classes, accuracy } of runs) {
    if (isThere(run)) byRun.set(run, { classes, accuracy, side, step })
  }
  return { isAsked: false, points: points ?? before.points, byRun, step, milliseconds }
}
