/** The files that the Export menu offers, made from what has been recorded so far. */
import { dependencies, version } from '../../../package.json'
import { evaluationsCsv, metricsCsvChunks } from '../../state/exports/csv'
import { experimentJsonChunks } from '../../state/exports/json'
import { recorded } from '../../state/runList'
import { seriesStore, usePlayground } from '../../state/store'
import { download } from '../download'

function source() {
  const state = usePlayground.getState()
  return {
    experiment: recorded(state),
    runs: state.runs.filter(({ workerRun }) => workerRun !== null),
    series: seriesStore,
    stepsPerEpoch: state.stepsPerEpoch ?? 1,
    appliedEdits: state.appliedEdits,
    hashes: state.hashes,
    statistics: state.statistics,
    backend: state.backend,
    versions: { 'alig-playground': version, tfjs: dependencies['@tensorflow/tfjs-core'] },
  }
}

/** A table has no place for the hashes of what it was trained from; its name has. */
function tableName(table: string): string {
  const { hashes } = usePlayground.getState()
  const short =
    hashes && [hashes.weights, hashes.order, hashes.data].map((hash) => hash.slice(0, 8))
  return ['alig-playground', table, ...(short ?? [])].join('-') + '.csv'
}

export function exportMetrics(): void {
  const { experiment, runs, series, stepsPerEpoch } = source()
  const parts = [...metricsCsvChunks(experiment, runs, series, stepsPerEpoch)]
  download(tableName('metrics'), 'text/csv', parts)
}

export function exportEvaluations(): void {
  const { runs, series } = source()
  download(tableName('evaluations'), 'text/csv', [evaluationsCsv(runs, series)])
}

export function exportExperiment(): void {
  const parts = [...experimentJsonChunks(source())]
  download('alig-playground-experiment.json', 'application/json', parts)
}
