/** Follows "Add a metric" in CONTRIBUTING.md with a metric that exists in this test alone. */
import 'fake-indexeddb/auto'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar } from '@tensorflow/tfjs-core'
import { beforeAll, expect, it, vi } from 'vitest'
import type * as StepMetrics from '../engine/run/stepMetrics'
import type * as Metrics from './metrics'
import { asRunId } from './runId'
import { NO_STUDIES } from '../state/persistence/savedStudies'

/** Half the distance that the weights moved; none in steps that were skipped. */
const NEW: Metrics.MetricSpec = {
  key: 'halfMove',
  column: 'half_move',
  kind: 'optional',
  meaning: 'Half the distance that the weights moved; empty where the step was skipped.',
}

vi.mock('./metrics', async (original) => {
  const actual = await original<typeof Metrics>()
  const METRICS = [...actual.METRICS, NEW]
  return { ...actual, METRICS, METRIC_COLUMNS: METRICS.map(({ key }) => key) }
})

vi.mock('../engine/run/stepMetrics', async (original) => {
  const { STEP_METRICS } = await original<typeof StepMetrics>()
  const { norm } = await import('../engine/run/projection')
  const { ABSENT } = await import('../engine/run/sentinels')
  const halfMove = ({ usable, updated, parameters }: StepMetrics.StepFacts): Scalar =>
    tf.where(usable, tf.mul(norm(tf.sub(updated, parameters)), 0.5), ABSENT)
  return { STEP_METRICS: { ...STEP_METRICS, halfMove } }
})

const { TrainingRun } = await import('../engine/run/trainingRun')
const { decodeLink, encodeLink } = await import('../experiment/link')
const { metricsCsv } = await import('../state/export/csv')
const { experimentJson } = await import('../state/export/json')
const { readImport } = await import('../state/import/importFile')
const { ExperimentDatabase } = await import('../state/persistence/database')
const { deserialize } = await import('../state/persistence/deserialize')
const { LAYOUT } = await import('../state/persistence/records')
const { blocksFrom } = await import('../state/persistence/serialize')
const { SeriesStore } = await import('../state/series/series')

const STEPS = 4
const SKIPPED = 2
const link = 'v=1&model=softmax&run=alig,maxLr:0.5'
const { experiment } = decodeLink(link)
const RUN = asRunId(0)
const runs = [{ id: RUN }]

/** Series of a run of four steps, of which one is skipped, and what the metric has to be. */
async function train() {
  const trainingRun = new TrainingRun({
    id: RUN,
    config: experiment.runs[0]!,
    model: { id: 'softmax', options: {} },
    input: { height: 1, width: 2, channels: 1 },
    classes: 2,
    stepsPerEpoch: 10,
    initialWeights: Float32Array.of(0.1, -0.2, 0.3, 0.4, 0, 0),
  })
  const expected: number[] = []
  const store = new SeriesStore()
  for (let step = 0; step < STEPS; step++) {
    const before = (await trainingRun.snapshot()).parameters
    const images = tf.tensor4d([1, step === SKIPPED ? NaN : 2, -1, step], [2, 1, 2, 1])
    trainingRun.step({ images, labels: tf.tensor1d([0, 1], 'int32') }, step, 0)
    const after = (await trainingRun.snapshot()).parameters
    expected.push(Math.hypot(...after.map((weight, i) => weight - before[i]!)) / 2)
  }
  store.append(RUN, (await trainingRun.drain())!)
  trainingRun.dispose()
  return { store, expected }
}

function storeOf(text: string) {
  const imported = readImport(text, 'a.file')
  if (!imported.ok) throw new Error(imported.sentence)
  const store = new SeriesStore()
  store.restore(imported.value.runs.map(({ run, series }) => [asRunId(run), series]))
  return store
}

/** As the page keeps it, read back. */
async function throughDatabase(store: InstanceType<typeof SeriesStore>) {
  const database = new ExperimentDatabase()
  await database.write({
    description: {
      ...{ id: 'one', layout: LAYOUT, created: 1, updated: 2, name: '', experiment, step: STEPS },
      ...{ link: encodeLink(experiment), places: [0], keys: [0], edits: [], diverged: [null] },
      ...{
        stepsPerEpoch: 10,
        hashes: null,
        backend: null,
        repeat: null,
        studies: NO_STUDIES,
        thumbnail: [[]],
      },
      ...{ revision: 'first', foldedBefore: 0 },
    },
    expects: null,
    chunks: [
      { id: 'one', sequence: 0, blocks: blocksFrom(store.get(RUN)!, 0, 0), evaluations: [] },
    ],
  })
  const { series } = deserialize((await database.read('one'))!)
  const read = new SeriesStore()
  read.restore([[RUN, series[0]!]])
  return read
}

const csvOf = (store: InstanceType<typeof SeriesStore>) => metricsCsv(experiment, runs, store, 10)
const jsonOf = (series: InstanceType<typeof SeriesStore>) =>
  experimentJson({
    ...{ experiment, runs, series, stepsPerEpoch: 10, appliedEdits: [], hashes: null },
    ...{ statistics: null, backend: null, versions: {} },
  })

beforeAll(() => tf.setBackend('cpu'))

it('goes with its name from the step to the tables, and back', async () => {
  const { store, expected } = await train()
  const numbers = store.get(RUN)!.column(NEW.key)
  expect(numbers).toHaveLength(STEPS)
  expected.forEach((number, step) => {
    if (step === SKIPPED) return expect(numbers[step]).toBeNaN()
    expect(number).toBeGreaterThan(0)
    expect(numbers[step]).toBeCloseTo(number, 6)
  })

  const csv = csvOf(store)
  const cells = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').at(-1))
  expect(cells[0]).toBe(NEW.column)
  cells.slice(1).forEach((cell, step) => {
    if (step === SKIPPED) expect(cell).toBe('')
    else expect(Math.fround(Number(cell))).toBe(numbers[step])
  })
  const { metrics } = JSON.parse(jsonOf(store)) as {
    metrics: { columns: string[]; rows: (number | null)[][] }
  }
  expect(metrics.columns.at(-1)).toBe(NEW.column)
  expect(metrics.rows.map((row) => row.at(-1) ?? '').map(String)).toEqual(cells.slice(1))

  expect(csvOf(storeOf(csv))).toBe(csv)
  expect(csvOf(storeOf(jsonOf(store)))).toBe(csv)
  expect(csvOf(await throughDatabase(store))).toBe(csv)
})

it('is an empty column of what an older page recorded', async () => {
  const csv = csvOf((await train()).store)
  const older = csv.replaceAll(/,[^,\n]*\n/g, '\n')
  expect(older).not.toContain(NEW.column)
  const again = csvOf(storeOf(older))
  expect(again.split('\n')[0]).toBe(csv.split('\n')[0])
  expect(again).toBe(older.replaceAll('\n', ',\n').replace(',\n', `,${NEW.column}\n`))
})
