import { defaultRun } from '../../experiment/defaults'
import type { Experiment } from '../../experiment/experiment'
import type { ForeignRun } from '../ghosts'
import type { Recording } from './recording'

/**
 * The runs of a recording, to be drawn behind those of the page.
 * @param present the page's experiment: where the recording has none, its batch size and data
 * set are taken to be the same
 */
export function foreignRuns(recording: Recording, present: Experiment): ForeignRun[] {
  const { experiment, source } = recording
  return recording.runs.map(({ run, optimizer, label, series }) => {
    if (experiment) return { label, series, source, experiment, run }
    const alone = { ...present, runs: [defaultRun(optimizer)], edits: [] }
    return { label, series, source, experiment: alone, run: 0 }
  })
}
