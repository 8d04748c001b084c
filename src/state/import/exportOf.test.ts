import { describe, expect, it } from 'vitest'
import { readText, trainings } from '../../../e2e/version1/fixtures'
import { decodeLink } from '../../experiment/link'
import { asRunId } from '../../spec/runId'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { evaluationsCsv, metricsCsv } from '../export/csv'
import { experimentJson, type JsonExport } from '../export/json'
import { SeriesStore } from '../series/series'
import { exportOf } from './exportOf'
import { readImport } from './importFile'
import { buffersIn, packImport, unpackImport } from './packedImport'

/** A file as the page has it after the worker has read it. */
function opened(text: string) {
  const read = readImport(text, 'a.json')
  if (!read.ok) throw new Error(read.sentence)
  const packed = packImport(read.value)
  const moved = structuredClone(packed, { transfer: buffersIn(packed) })
  const { experiment, ...imported } = unpackImport(moved)
  return { ...imported, experiment: experiment! }
}

const tablesOf = ({ experiment, runs, series, stepsPerEpoch, seeds }: JsonExport) => [
  metricsCsv(experiment, runs, series, stepsPerEpoch, seeds),
  evaluationsCsv(runs, series, seeds),
]

const RUNS = [5, 3, 8].map((id) => ({ id: asRunId(id) }))
const hashesOf = (digit: number) => ({
  weights: String(digit).repeat(64),
  order: 'a'.repeat(64),
  data: 'b'.repeat(64),
})

/** Numbers of three runs, of which the second ends early; no more than some rows stay whole. */
function trained(steps: number, maxRows: number, shift = 0): SeriesStore {
  const store = new SeriesStore(maxRows)
  for (let step = 0; step < steps; step++)
    RUNS.forEach(({ id }, run) => {
      if (run === 1 && step > 50) return
      const values = Float32Array.from(METRIC_COLUMNS, (column, i) => {
        if (column === 'unclipped') return run === 0 ? 0.1 + step : NaN
        if (column === 'maxLr') return run === 0 ? 0.2 : NaN
        if (column === 'loss' && step === 7) return Infinity
        return i >= 8 ? step % 2 : 1 / (1 + step + i + shift)
      })
      store.append(id, {
        firstStep: step,
        columns: METRIC_COLUMNS,
        values,
        seconds: Float64Array.of(step / 64),
      })
      if (step % 40 === 0) store.addEvaluation(id, { step, loss: 0.5, accuracy: step / 1000 })
    })
  return store
}

const { experiment } = decodeLink(
  'v=1&batch=50&run=alig,name:Mine&run=alig,maxLr:none&run=sgd&edit=3,0,maxLr:0.1&name=Kept',
)
const facts = {
  stepsPerEpoch: 77,
  appliedEdits: [
    { step: 3, run: 0, key: 'maxLr', value: 0.1, previous: 0.2, scheduled: true },
    { step: 9, run: 0, key: 'maxLr', value: null, previous: 0.1, scheduled: false },
  ],
  statistics: { mean: [0.25], std: [0.5] },
  backend: { name: 'wasm' as const, reason: 'It was asked for.', device: 'a processor' },
  versions: { 'alig-playground': '0.1.0', tfjs: '4.22.0' },
}

describe('an opened file exports what it holds', () => {
  it.each([
    ['every step whole', 1000],
    // The second run then has no row left.
    ['earlier steps in buckets', 200],
  ])('with %s', (_, maxRows) => {
    const source: JsonExport = {
      ...{ experiment, runs: RUNS, series: trained(200, maxRows), hashes: hashesOf(1) },
      ...facts,
    }
    const text = experimentJson(source)
    expect(text.includes('"folded"')).toBe(maxRows === 200)
    const again = exportOf(opened(text))
    expect(tablesOf(again)).toEqual(tablesOf(source))
    expect(JSON.parse(experimentJson(again))).toEqual(JSON.parse(text))
  })

  it('of several seeds, each with its hashes and buckets', () => {
    const several = { ...experiment, seed: 4, seeds: 3, edits: [] }
    const seeds = [4, 5, 6].map((seed) => ({
      seed,
      hashes: hashesOf(seed),
      series: trained(120, seed === 5 ? 100 : 1000, seed),
    }))
    const source: JsonExport = {
      ...{ experiment: several, runs: RUNS, series: seeds[2]!.series, hashes: hashesOf(6), seeds },
      ...{ ...facts, appliedEdits: [] },
    }
    const text = experimentJson(source)
    const again = exportOf(opened(text))
    expect(tablesOf(again)).toEqual(tablesOf(source))
    expect(JSON.parse(experimentJson(again))).toEqual(JSON.parse(text))
  })

  const withFile = trainings().filter(({ hasJson }) => hasJson)
  it.each(withFile)('$id.json of version 1', ({ id }) => {
    const text = readText(`${id}.json`)
    const again = exportOf(opened(text))
    expect(tablesOf(again)).toEqual([
      readText(`${id}.metrics.csv`),
      readText(`${id}.evaluations.csv`),
    ])
    const { hashes, ...others } = JSON.parse(experimentJson(again)) as Record<string, unknown>
    const { hashes: _, ...before } = JSON.parse(text) as Record<string, unknown>
    // Options that version 1 did not have come in with their defaults.
    expect(others).toMatchObject(before)
    // Version 1 gave the hashes of the last seed beside the link of the first.
    const seeds = before['seeds'] as { hashes: unknown }[] | undefined
    expect(hashes).toEqual(seeds ? seeds[0]!.hashes : (JSON.parse(text) as typeof before)['hashes'])
  })
})

it('what goes from the worker to the page is moved but for a few words', () => {
  const read = readImport(
    experimentJson({
      ...{ experiment, runs: RUNS, series: trained(2000, 10_000), hashes: hashesOf(1), ...facts },
    }),
    'a.json',
  )
  if (!read.ok) throw new Error(read.sentence)
  const packed = packImport(read.value)
  const buffers = new Set(buffersIn(packed))
  const copied = JSON.stringify(packed, (_, value: unknown) =>
    ArrayBuffer.isView(value) && buffers.has(value.buffer as ArrayBuffer) ? 0 : value,
  )
  expect(copied.length).toBeLessThan(20_000)
})

it('the hashes of an Experiment (JSON) are those of the seed that its link names', () => {
  const source: JsonExport = {
    ...{ experiment: { ...experiment, seed: 1, seeds: 2 }, runs: RUNS, series: trained(3, 1000) },
    ...{ ...facts, hashes: hashesOf(2) },
    seeds: [1, 2].map((seed) => ({ seed, hashes: hashesOf(seed), series: trained(3, 1000) })),
  }
  const { hashes, link, seeds } = JSON.parse(experimentJson(source)) as Record<string, unknown>
  expect(link).toContain('seeds=2')
  expect(decodeLink(link as string).experiment.seed).toBe(1)
  expect(hashes).toEqual(hashesOf(1))
  expect(seeds).toEqual([1, 2].map((seed) => ({ seed, hashes: hashesOf(seed) })))
})

it('buckets that do not go together with the rows are refused', () => {
  const text = experimentJson({
    ...{ experiment, runs: RUNS, series: trained(200, 200), hashes: null, ...facts },
  })
  const changed = (change: (run: Record<string, unknown>) => void) => {
    const file = JSON.parse(text) as { folded: { runs: Record<string, unknown>[] } }
    change(file.folded.runs[0]!)
    return readImport(JSON.stringify(file), 'a.json')
  }
  expect(changed(() => {}).ok).toBe(true)
  const sentence = (words: RegExp) => ({
    ok: false,
    sentence: expect.stringMatching(words) as string,
  })
  const end = (run: Record<string, unknown>) => (run['endStep'] = (run['endStep'] as number) - 1)
  expect(changed(end)).toMatchObject(sentence(/do not go together/))
  expect(changed((run) => (run['run'] = 7))).toMatchObject(sentence(/do not go together/))
  expect(changed((run) => (run['seconds'] = []))).toMatchObject(sentence(/"folded/))
  expect(changed((run) => (run['loss'] = { min: 'x' }))).toMatchObject(sentence(/"folded/))
})
