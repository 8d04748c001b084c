/** What the page knows of the last look along a run's negative gradient. */
import type { ProbeReport } from '../worker/protocol'

export type { ProbeReport }

export interface ProbeState {
  /** Asked for and not answered yet. */
  readonly isAsked: boolean
  /** Id of the run that was last asked about. */
  readonly runId: number | null
  readonly report: ProbeReport | null
}

export const NO_PROBE: ProbeState = { isAsked: false, runId: null, report: null }
