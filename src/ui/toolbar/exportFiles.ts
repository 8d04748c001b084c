/** The files that the Export menu offers, made from what has been recorded so far. */
import { dependencies, version } from '../../../package.json'
import { evaluationsCsv, metricsCsvChunks } from '../../state/export/csv'
import { experimentJsonChunks } from '../../state/export/json'
import { seedCount, finishedSeedOf } from '../../state/seeds/seeds'
import { byIndex } from '../../state/experiment/runEdits'
import { trainedExperiment, trainedRuns } from '../../state/experiment/runList'
import type { PlaygroundState } from '../../state/types'
import { seriesStore, usePlayground } from '../../state/store/store'
import { download } from '../saveFile'

/** What every seed left, the one in training included; empty where there is only one seed. */
function seedsOf(state: PlaygroundState) {
  if (seedCount(state) === 1) return []
  return [...state.session.finishedSeeds, finishedSeedOf(state, seriesStore)].filter(
    ({ series }) => series.size > 0,
  )
}

function source() {
  const state = usePlayground.getState()
  const { session } = state
  const runs = trainedRuns(state)
  return {
    experiment: trainedExperiment(state),
    runs,
    series: seriesStore,
    stepsPerEpoch: session.stepsPerEpoch ?? 1,
    appliedEdits: byIndex(
      session.appliedEdits,
      runs.map(({ id }) => id),
    ),
    hashes: session.hashes,
    statistics: session.statistics,
    backend: session.backend,
    seeds: seedsOf(state),
    versions: { 'alig-playground': version, tfjs: dependencies['@tensorflow/tfjs-core'] },
  }
}

/** A table has no place for the hashes of what it was trained from; its name has. */
function tableName(table: string): string {
  const state = usePlayground.getState()
  // Every seed has hashes of its own.
  const hashes = seedCount(state) === 1 ? state.session.hashes : null
  const short =
    hashes && [hashes.weights, hashes.order, hashes.data].map((hash) => hash.slice(0, 8))
  return ['alig-playground', table, ...(short ?? [])].join('-') + '.csv'
}

export function exportMetrics(): void {
  const { experiment, runs, series, stepsPerEpoch, seeds } = source()
  const parts = [...metricsCsvChunks(experiment, runs, series, stepsPerEpoch, seeds)]
  download(tableName('metrics'), 'text/csv', parts)
}

export function exportEvaluations(): void {
  const { runs, series, seeds } = source()
  download(tableName('evaluations'), 'text/csv', [evaluationsCsv(runs, series, seeds)])
}

export function exportExperiment(): void {
  const parts = [...experimentJsonChunks(source())]
  download('alig-playground-experiment.json', 'application/json', parts)
}
