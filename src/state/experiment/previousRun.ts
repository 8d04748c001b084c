import type { Experiment, RunConfig } from '../../experiment/experiment'
import type { RunId } from '../../spec/runId'
import type { RunSeries } from '../series/series'

/** A run from before a Reset, or from a file, shown beside the current ones. */
export interface PreviousRun {
  readonly id: number
  /** e.g. "ALI-G, take 1": the label it had, and which start of the page's it belongs to. */
  readonly label: string
  readonly series: RunSeries
  /** With the values of step 0. */
  readonly config: RunConfig
  /** What has changed since, e.g. "maxLr: 0.2 -> 1"; brought up to date when a run is loaded. */
  readonly note: string
  /** What the numbers belong to, with this run alone. */
  readonly experiment: Experiment
  /** Id of the run that it was; that run has gone on under new numbers if it still exists. */
  readonly runId: RunId | null
  /** The file or saved experiment that it came from; absent where it was trained on this page. */
  readonly source?: string
}
