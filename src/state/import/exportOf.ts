/** An opened file as it is exported once more: every cell is that of the file. */
import { dataShape } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { asRunId } from '../../spec/runId'
import type { JsonExport } from '../export/json'
import { SeriesStore } from '../series/series'
import type { ImportedExperiment, ImportedRun } from './importedExperiment'

/** Series by the place of their run. */
function storeOf(runs: readonly ImportedRun[]): SeriesStore {
  const store = new SeriesStore()
  store.restore(runs.map(({ run, series }) => [asRunId(run), series]))
  return store
}

/** Whole batches in one pass through the examples. */
const stepsPerEpochOf = ({ data, examples, batch }: Experiment) =>
  Math.max(1, Math.floor(Math.min(examples, dataShape(data).trainCount) / batch))

export function exportOf({
  experiment,
  runs,
  seeds,
  hashes,
  facts,
}: ImportedExperiment & { readonly experiment: Experiment }): JsonExport {
  return {
    experiment,
    runs: experiment.runs.map((_, run) => ({ id: asRunId(run) })),
    series: storeOf(runs),
    stepsPerEpoch: facts?.stepsPerEpoch ?? stepsPerEpochOf(experiment),
    appliedEdits: facts?.appliedEdits ?? [],
    hashes,
    statistics: facts?.statistics ?? null,
    backend: facts?.backend ?? null,
    seeds: (seeds ?? []).map((one) => ({
      seed: one.seed,
      hashes: one.hashes,
      series: storeOf(one.runs),
    })),
    versions: facts?.versions ?? {},
  }
}
