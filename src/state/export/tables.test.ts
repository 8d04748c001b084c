import { describe, expect, it } from 'vitest'
import { csvInColumnsOf, inColumns } from '../../../e2e/version1/olderColumns'
import type { Experiment } from '../../experiment/experiment'
import { decodeLink } from '../../experiment/link'
import { parseExperiment } from '../../experiment/parseExperiment'
import type { MetricColumn } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId, type RunId } from '../../spec/runId'
import { SeriesStore } from '../series/series'
import { evaluationsCsv, metricsCsv, metricsCsvChunks } from './csv'
import { experimentJson } from './json'
import { foldedNote, METRICS_HEADER } from './tables'

const { experiment } = decodeLink('batch=50&run=alig&run=alig,maxLr:none&run=sgd')
const IDS = [asRunId(10), asRunId(11), asRunId(12)] as const
const runs = IDS.map((id) => ({ id }))

const plain = {
  loss: 2.25,
  accuracy: 0.1,
  gradNormSq: 4,
  unclipped: 0.5625,
  stepSize: 0.2,
  effectiveStep: 0.2,
  weightNorm: 16,
  maxLr: 0.2,
  clipped: 1,
  skipped: 0,
  projected: 0,
} as const satisfies Partial<Record<MetricColumn, number>>

function append(
  store: SeriesStore,
  id: RunId,
  firstStep: number,
  steps: readonly Partial<Record<MetricColumn, number>>[],
): void {
  const names = Object.keys(plain) as (keyof typeof plain)[]
  const table = tableOf(
    names.map((name) => [name, steps.map((changes) => ({ ...plain, ...changes })[name])]),
  )
  const seconds = Float64Array.from(steps, (_, i) => (firstStep + i) * 0.1)
  store.append(id, { firstStep, ...table, seconds })
}

function example(): SeriesStore {
  const store = new SeriesStore()
  append(store, IDS[0], 0, [{}, { unclipped: 0.125, stepSize: 0.125, clipped: 0 }, {}])
  append(store, IDS[1], 0, [{ maxLr: Infinity, clipped: 0, unclipped: Infinity, projected: 1 }])
  append(store, IDS[2], 0, [
    { unclipped: NaN, maxLr: NaN, stepSize: 0.1, clipped: 0 },
    {
      unclipped: NaN,
      maxLr: NaN,
      loss: NaN,
      gradNormSq: Infinity,
      stepSize: 0,
      skipped: 1,
      clipped: 0,
    },
  ])
  store.addEvaluation(IDS[2], { step: 0, loss: 2.3025850929940455, accuracy: 0.098 })
  store.addEvaluation(IDS[2], { step: 100, loss: 0.25, accuracy: 0.9316 })
  store.addEvaluation(IDS[0], { step: 100, loss: 0.125, accuracy: 1 })
  return store
}

const METRICS = `run,optimizer,step,epoch,examples,seconds,loss,accuracy,grad_norm_sq,step_size_unclipped,step_size,effective_step,weight_norm,max_lr,clipped,skipped,projected
0,alig,0,0,0,0.0000,2.25,0.1,4,0.5625,0.2,0.2,16,0.2,1,0,0
1,alig,0,0,0,0.0000,2.25,0.1,4,Infinity,0.2,0.2,16,,0,0,1
2,sgd,0,0,0,0.0000,2.25,0.1,4,,0.1,0.2,16,,0,0,0
0,alig,1,0,50,0.1000,2.25,0.1,4,0.125,0.125,0.2,16,0.2,0,0,0
2,sgd,1,0,50,0.1000,NaN,0.1,Infinity,,0,0.2,16,,0,1,0
0,alig,2,1,100,0.2000,2.25,0.1,4,0.5625,0.2,0.2,16,0.2,1,0,0
`

const source = (store: SeriesStore, of: Experiment = experiment) => ({
  experiment: of,
  runs,
  series: store,
  stepsPerEpoch: 2,
  appliedEdits: [{ step: 1, run: 0, key: 'maxLr', value: 0.2, previous: 0.1 }],
  hashes: { weights: 'aa', order: 'bb', data: 'cc' },
  statistics: { mean: [0.1307], std: [0.3081] },
  backend: { name: 'wasm' as const, reason: 'It was asked for.' },
  versions: { playground: '0.1.0' },
})

describe('Metrics (CSV)', () => {
  it('has a row per run and step, by step, then run', () => {
    expect(csvInColumnsOf(METRICS, metricsCsv(experiment, runs, example(), 2))).toBe(METRICS)
  })

  it('has only its header before training, whose names stay in their order', () => {
    const [header] = METRICS.split('\n')
    const empty = metricsCsv(experiment, runs, new SeriesStore(), 2)
    expect(empty).toBe(`${METRICS_HEADER.join()}\n`)
    expect(empty.startsWith(header!)).toBe(true)
  })

  it('comes in pieces that make up the whole, without a row lost between them', () => {
    const store = new SeriesStore()
    for (const { id } of runs)
      append(
        store,
        id,
        0,
        Array.from({ length: 3001 }, () => plain),
      )
    const chunks = [...metricsCsvChunks(experiment, runs, store, 200)]
    expect(chunks.length).toBeGreaterThan(4)
    const rows = chunks.join('').trimEnd().split('\n').slice(1)
    expect(rows).toHaveLength(9003)
    rows.forEach((row, index) => {
      const step = Math.floor(index / 3)
      const start = `${index % 3},${index % 3 < 2 ? 'alig' : 'sgd'},${step},${Math.floor(step / 200)},${step * 50},`
      if (!row.startsWith(start)) expect(row).toBe(start)
    })
  })

  it('starts where rows are kept whole, and says so', () => {
    const store = new SeriesStore(100)
    append(
      store,
      IDS[0],
      0,
      Array.from({ length: 100 }, () => plain),
    )
    expect(experimentJson(source(store))).not.toContain('folded')
    append(
      store,
      IDS[0],
      100,
      Array.from({ length: 10 }, () => plain),
    )
    const note = foldedNote(store.foldedBefore)
    expect(note).toContain(`starts at step ${store.foldedBefore} or later`)
    const rows = metricsCsv(experiment, runs, store, 2).trimEnd().split('\n').slice(1)
    expect(rows[0]).toMatch(new RegExp(`^0,alig,${store.foldedBefore},`))
    expect(rows.at(-1)).toMatch(/^0,alig,109,/)
    const parsed = JSON.parse(experimentJson(source(store))) as {
      folded: { note: string; runs: { run: number; endStep: number; loss: { max: number[] } }[] }
    }
    expect(parsed.folded.note).toBe(note)
    expect(parsed.folded.runs).toHaveLength(1)
    expect(parsed.folded.runs[0]).toMatchObject({ run: 0, endStep: store.foldedBefore })
    expect(parsed.folded.runs[0]!.loss.max[0]).toBe(2.25)
  })
})

it('Evaluations (CSV) has a row per run and evaluation, by step, then run', () => {
  expect(evaluationsCsv(runs, example())).toBe(
    'run,step,test_loss,test_accuracy\n' +
      '2,0,2.3025851,0.098\n' +
      '0,100,0.125,1\n' +
      '2,100,0.25,0.9316\n',
  )
})

describe('Experiment (JSON)', () => {
  const parsed = JSON.parse(experimentJson(source(example()))) as Record<string, unknown>
  const { metrics, evaluations } = parsed as Record<
    'metrics' | 'evaluations',
    { columns: string[]; rows: (number | string | null)[][] }
  >

  it('holds the tables with the numbers of the CSV', () => {
    const cell = (value: number | string | null) => (value === null ? '' : String(value))
    const lines = METRICS.trimEnd().split('\n')
    expect(metrics.columns).toEqual(METRICS_HEADER)
    const csv = lines
      .slice(1)
      .map((line) =>
        line.split(',').map((text, column) => (column === 5 ? String(Number(text)) : text)),
      )
    const { rows } = inColumns(lines[0]!.split(','), metrics)
    expect(rows.map((row) => row.map(cell))).toEqual(csv)
    expect(evaluations.rows[0]).toEqual([2, 0, 2.3025851, 0.098])
    expect(metrics.rows[4]![6]).toBe('NaN')
  })

  it('holds all that is needed to do it again', () => {
    expect(parsed).toMatchObject({
      link: '#v=1&batch=50&run=alig&run=alig,maxLr:none&run=sgd',
      labels: ['ALI-G', 'ALI-G 2', 'SGD'],
      edits: [{ step: 1, run: 0, key: 'maxLr', value: 0.2, previous: 0.1 }],
      hashes: { weights: 'aa', order: 'bb', data: 'cc' },
      statistics: { mean: [0.1307], std: [0.3081] },
      backend: { name: 'wasm' },
      versions: { playground: '0.1.0' },
      stepsPerEpoch: 2,
    })
    expect(parseExperiment(parsed.experiment)).toEqual({ ok: true, experiment })
    expect(parsed).not.toHaveProperty('folded')
  })

  it('is JSON before training too', () => {
    const empty = { ...source(new SeriesStore()), hashes: null, backend: null }
    expect(JSON.parse(experimentJson(empty))).toMatchObject({
      hashes: null,
      metrics: { rows: [] },
      evaluations: { rows: [] },
    })
  })
})
