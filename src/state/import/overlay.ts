import { defaultRun } from '../../experiment/defaults'
import type { Experiment } from '../../experiment/experiment'
import type { ForeignRun } from '../experiment/previousRuns'
import type { ImportedExperiment } from './importedExperiment'

/**
 * The runs of an imported experiment, to be drawn behind those of the page.
 * @param present the page's experiment: where it has none, its batch size and data
 * set are taken to be the same
 */
export function foreignRuns(imported: ImportedExperiment, present: Experiment): ForeignRun[] {
  const { experiment, source } = imported
  return imported.runs.map(({ run, optimizer, label, series }) => {
    if (experiment) return { label, series, source, experiment, run }
    const alone = { ...present, runs: [defaultRun(optimizer)], edits: [] }
    return { label, series, source, experiment: alone, run: 0 }
  })
}
