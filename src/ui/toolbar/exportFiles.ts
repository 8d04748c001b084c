/** The files that the Export menu offers, made from what has been recorded so far. */
import { dependencies, version } from '../../../package.json'
import { evaluationsCsv, metricsCsvChunks } from '../../state/export/csv'
import { experimentJsonChunks, type JsonExport } from '../../state/export/json'
import { exportOf } from '../../state/import/exportOf'
import { openedFor, useOpened } from '../../state/import/openedFile'
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

/** The opened file, where it stands for a training of the page. */
const openedNow = () => openedFor(useOpened.getState().opened, usePlayground.getState())

function source(): JsonExport {
  const opened = openedNow()
  if (opened) return exportOf(opened)
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
function tableName(table: string, { hashes, seeds = [] }: JsonExport): string {
  // Every seed has hashes of its own.
  const known = seeds.length > 0 || seedCount(usePlayground.getState()) > 1 ? null : hashes
  const short = known && [known.weights, known.order, known.data].map((hash) => hash.slice(0, 8))
  return ['alig-playground', table, ...(short ?? [])].join('-') + '.csv'
}

export function exportMetrics(): void {
  const all = source()
  const { experiment, runs, series, stepsPerEpoch, seeds } = all
  const parts = [...metricsCsvChunks(experiment, runs, series, stepsPerEpoch, seeds)]
  download(tableName('metrics', all), 'text/csv', parts)
}

export function exportEvaluations(): void {
  const all = source()
  const { runs, series, seeds } = all
  download(tableName('evaluations', all), 'text/csv', [evaluationsCsv(runs, series, seeds)])
}

export function exportExperiment(): void {
  const parts = [...experimentJsonChunks(source())]
  download('alig-playground-experiment.json', 'application/json', parts)
}
