/** What the page knows of the last look along a run's negative gradient. */
import type { RunId } from '../../spec/runId'
import type { LossAlongGradient } from '../../worker/protocol'

export type { LossAlongGradient }

export interface LossAlongGradientState {
  /** Asked for and not answered yet. */
  readonly isAsked: boolean
  /** Id of the run that was last asked about. */
  readonly runId: RunId | null
  readonly report: LossAlongGradient | null
}

export const NO_LOSS_ALONG_GRADIENT: LossAlongGradientState = {
  isAsked: false,
  runId: null,
  report: null,
}
