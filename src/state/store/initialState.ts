import type { Experiment } from '../../experiment/experiment'
import { makeNotice } from './context'
import type { PlaygroundState } from '../types'
import { NO_LOSS_ALONG_GRADIENT } from '../session/lossAlongGradientState'
import { NO_REGIONS } from '../session/regionsState'
import { newRunStatus } from '../experiment/runList'

/** State of a page that was just opened, or has just opened another link. */
export function initialState(
  experiment: Experiment,
  notices: readonly string[],
): Omit<PlaygroundState, 'actions'> {
  return {
    experiment,
    loaded: null,
    runs: experiment.runs.map((config) => newRunStatus(config, null)),
    phase: 'starting',
    wantsTraining: false,
    status: 'Starting',
    isCompiling: false,
    progress: null,
    needsReset: false,
    previousRuns: [],
    notices: notices.map((text) => makeNotice('warning', text)),
    backend: null,
    hashes: null,
    statistics: null,
    parameterCount: null,
    stepsPerEpoch: null,
    finishedSeeds: [],
    seedDone: false,
    step: 0,
    stepsPerSecond: 0,
    appliedEdits: [],
    lossAlongGradient: NO_LOSS_ALONG_GRADIENT,
    regions: NO_REGIONS,
    seriesVersion: 0,
  }
}
