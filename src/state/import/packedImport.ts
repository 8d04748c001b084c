/** What was read from a file as it goes from the worker to the page: plain, its numbers moved. */
import { RunSeries } from '../series/series'
import { buffersOf, partsOf } from '../series/seriesParts'
import type { SeriesParts } from '../series/types'
import type { ImportedExperiment, ImportedRun, ImportedSeed } from './importedExperiment'

interface PackedRun extends Omit<ImportedRun, 'series'> {
  readonly series: SeriesParts
}

interface PackedSeed extends Omit<ImportedSeed, 'runs'> {
  readonly runs: readonly PackedRun[]
}

export interface PackedImport extends Omit<ImportedExperiment, 'runs' | 'seeds'> {
  readonly runs: readonly PackedRun[]
  readonly seeds?: readonly PackedSeed[]
}

const packRun = (run: ImportedRun): PackedRun => ({ ...run, series: partsOf(run.series) })

const unpackRun = (run: PackedRun): ImportedRun => ({ ...run, series: RunSeries.of(run.series) })

export function packImport({ runs, seeds, ...rest }: ImportedExperiment): PackedImport {
  return {
    ...rest,
    runs: runs.map(packRun),
    ...(seeds && { seeds: seeds.map((seed) => ({ ...seed, runs: seed.runs.map(packRun) })) }),
  }
}

export function unpackImport({ runs, seeds, ...rest }: PackedImport): ImportedExperiment {
  return {
    ...rest,
    runs: runs.map(unpackRun),
    ...(seeds && { seeds: seeds.map((seed) => ({ ...seed, runs: seed.runs.map(unpackRun) })) }),
  }
}

/** Memory that is to be moved with it. */
export function buffersIn({ runs, seeds = [] }: PackedImport): ArrayBuffer[] {
  return [...runs, ...seeds.flatMap((seed) => seed.runs)].flatMap(({ series }) => buffersOf(series))
}
