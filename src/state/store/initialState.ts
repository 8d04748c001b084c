import type { Experiment } from '../../experiment/experiment'
import { byRunId } from '../experiment/runEdits'
import { newRun } from '../experiment/runList'
import { newSession } from '../session/session'
import type { PlaygroundState } from '../types'
import { makeNotice } from './context'

/** State of a page that was just opened, or has just opened another link. */
export function initialState(
  experiment: Experiment,
  notices: readonly string[],
): Omit<PlaygroundState, 'actions'> {
  const { edits, ...settings } = experiment
  const runs = settings.runs.map((config) => newRun(config))
  return {
    experiment: settings,
    runs,
    scheduledEdits: byRunId(
      edits,
      runs.map(({ id }) => id),
    ),
    session: newSession(),
    wantsTraining: false,
    isInspecting: false,
    needsReset: false,
    previousRuns: [],
    notices: notices.map((text) => makeNotice('warning', text)),
    seriesVersion: 0,
  }
}
