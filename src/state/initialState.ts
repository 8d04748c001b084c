import type { Experiment } from '../experiment/experiment'
import { makeNotice } from './context'
import type { PlaygroundState } from './playground'
import { NO_PROBE } from './probe'
import { NO_REGIONS } from './regions'
import { newRunStatus } from './runList'

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
    ghosts: [],
    notices: notices.map((text) => makeNotice('warning', text)),
    backend: null,
    hashes: null,
    statistics: null,
    parameterCount: null,
    stepsPerEpoch: null,
    takes: [],
    seedDone: false,
    step: 0,
    stepsPerSecond: 0,
    appliedEdits: [],
    probe: NO_PROBE,
    regions: NO_REGIONS,
    seriesVersion: 0,
  }
}
