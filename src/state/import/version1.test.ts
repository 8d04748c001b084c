import { describe, expect, it } from 'vitest'
import { readText, trainings } from '../../../e2e/version1/fixtures'
import { csvInColumnsOf } from '../../../e2e/version1/olderColumns'
import { encodeLink } from '../../experiment/link'
import { asRunId } from '../../spec/runId'
import { evaluationsCsv, metricsCsv } from '../export/csv'
import { SeriesStore } from '../series/series'
import { readImport } from './importFile'
import type { ImportedRun, ImportedExperiment } from './importedExperiment'

function read(text: string, name: string): ImportedExperiment {
  const result = readImport(text, name)
  if (!result.ok) throw new Error(result.sentence)
  return result.value
}

function storeOf(runs: readonly ImportedRun[]): SeriesStore {
  const store = new SeriesStore()
  store.restore(runs.map(({ run, series }) => [asRunId(run), series]))
  return store
}

/** What a file holds, to be exported once more; runs are known by their place. */
function contentOf({ seeds = [], runs }: ImportedExperiment) {
  return {
    runs: runs.map(({ run }) => ({ id: asRunId(run) })),
    series: storeOf(runs),
    seeds: seeds.map((one) => ({ seed: one.seed, series: storeOf(one.runs) })),
  }
}

describe('files that version 1 exported', () => {
  const withFile = trainings().filter(({ hasJson }) => hasJson)

  it.each(withFile)('$id.json holds its tables to the last digit', ({ id, link }) => {
    const imported = read(readText(`${id}.json`), `${id}.json`)
    const { experiment } = imported
    expect(encodeLink(experiment!)).toBe(link)
    const { runs, series, seeds } = contentOf(imported)
    const stepsPerEpoch = Math.floor(experiment!.examples / experiment!.batch)
    const older = readText(`${id}.metrics.csv`)
    const table = metricsCsv(experiment!, runs, series, stepsPerEpoch, seeds)
    expect(csvInColumnsOf(older, table)).toBe(older)
    expect(evaluationsCsv(runs, series, seeds)).toBe(readText(`${id}.evaluations.csv`))
  })

  it.each(withFile)('$id.json knows the hashes that are in the name of the table', (training) => {
    const { hashes, seeds } = read(readText(`${training.id}.json`), 'a.json')
    const named = read(readText(`${training.id}.metrics.csv`), training.metricsName).hashes
    if (seeds) {
      expect(named).toBeNull()
      for (const seed of seeds) expect(seed.hashes).not.toBeNull()
      return
    }
    for (const key of ['weights', 'order', 'data'] as const) {
      expect(hashes![key]).toHaveLength(64)
      expect(hashes![key].slice(0, 8)).toBe(named![key])
    }
  })

  it.each(trainings())('$metricsName of $id has the same numbers', ({ id, metricsName }) => {
    const text = readText(`${id}.metrics.csv`)
    const { experiment, ...imported } = read(text, metricsName)
    expect(experiment).toBeNull()
    const { runs, series, seeds } = contentOf({ experiment, ...imported })
    // Batch and epoch are those of an experiment, which a table does not hold.
    const numbersOf = (table: string) =>
      table
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',').toSpliced(3, 2).join())
    const own = {
      runs: imported.runs.map(({ optimizer }) => ({ optimizer, hyper: {} })),
      batch: 1,
    } as never
    const table = csvInColumnsOf(text, metricsCsv(own, runs, series, 1, seeds))
    expect(numbersOf(table)).toEqual(numbersOf(text))
  })
})
