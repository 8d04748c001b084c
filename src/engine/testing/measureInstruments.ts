/**
 * Trains an experiment with the instruments on, with the engine's own parts: what the claims about
 * them are measured with. Runs on whatever backend is in use.
 */
import * as tf from '@tensorflow/tfjs-core'
import { createBatchSource } from '../../data/batchSource'
import { noisyLabels } from '../../data/noise'
import { dataShape, datasetSpec } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { MEASURE_EVERY } from '../../spec/instruments'
import { columnOf } from '../../spec/metricTable'
import type { NumberOption } from '../../spec/hyperparameter'
import { rateOptionOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import type { RatePoint } from '../../worker/protocol'
import { evaluateChunk, inspectChunk } from '../evaluation/evaluate'
import { CurvatureMeter } from '../instruments/curvatureMeter'
import { RateTest } from '../instruments/rateTest'
import { EXAMPLE_DETAILS } from '../losses/lossFunction'
import { createBatchMaker } from '../run/batchTensors'
import { initialWeights } from '../run/initialWeights'
import { createNetwork } from '../run/network'
import { TrainingRun } from '../run/trainingRun'
import { accuracyOf, type ExperimentData } from './trainExperiment'

export interface MeasureSetup {
  /** Steps between two measurements of the curvature; 0: none. */
  readonly curvatureEvery?: number
  /** Steps between two looks at all training examples; 0: none. */
  readonly fitEvery?: number
  /** The step before which the rates of every run are tested; absent: never. */
  readonly rateTestAt?: number
  /** Decrease and noise are measured as well. */
  readonly stepInstruments?: boolean
}

/** A loss below this counts as fitted. */
const FITTED = 0.1

export interface MeasuredRun {
  readonly label: string
  readonly diverged: boolean
  /** Of every step: NaN where there is none, or it was not measured. */
  readonly columns: Readonly<Record<(typeof COLUMNS)[number], readonly number[]>>
  /** `stable` is 2 / lambda_max, NaN where nothing curves upwards. */
  readonly curvature: readonly { readonly step: number; readonly stable: number }[]
  /** Shares with a loss below 0.1, of right and of wrong labels; NaN where there are none. */
  readonly fit: readonly {
    readonly step: number
    readonly right: number
    readonly wrong: number
  }[]
  readonly rates: readonly RatePoint[]
  /** Mean over all training examples at the end, with the labels that are trained on. */
  readonly loss: number
  /** On all test examples. */
  readonly testAccuracy: number
}

const COLUMNS = [
  'loss',
  'gradNormSq',
  'stepSize',
  'unclipped',
  'clipped',
  'alpha',
  'gradient_noise',
] as const

/** One result for each run, in their order. */
export async function measureInstruments(
  experiment: Experiment,
  { train: clean, test }: ExperimentData,
  setup: MeasureSetup,
): Promise<MeasuredRun[]> {
  const { curvatureEvery = 0, fitEvery = 0, rateTestAt } = setup
  const { batch, loss, model, noise, seed, shuffle, steps } = experiment
  if (steps === null) throw new Error('An experiment without an end cannot be measured.')
  const { input, classNames } = dataShape(experiment.data)
  const classes = classNames.length
  const labels = noisyLabels(clean.labels, noise, classes, seed)
  const train = { ...clean, labels }
  const pixels = train.statistics
  const augment = experiment.augment && datasetSpec(experiment.data.id).augmentable
  const batches = createBatchSource({ train, input, batch, seed, shuffle, augment })
  const network = createNetwork({
    ...{ model: modelSpec(model.id), forward: forwardOf(model.id), modelOptions: model.options },
    ...{ input, classes, loss, pixels },
  })
  const toBatch = createBatchMaker(input, pixels)
  // A copy: the bytes of a batch may be used in place.
  const wholeTrainingSet = () => toBatch(train.images.slice(), Int32Array.from(labels))
  const all = wholeTrainingSet()
  const names = runLabels(experiment.runs)
  const weights = initialWeights(network.tensors, seed)
  const runs = experiment.runs.map((config, index) => {
    const trainingRun = new TrainingRun({
      ...{ id: asRunId(index), config, model, input, classes, loss, pixels },
      ...{ stepsPerEpoch: batches.stepsPerEpoch, initialWeights: weights },
    })
    if (setup.stepInstruments) trainingRun.instruments.use(['decrease', 'noise'])
    const columns = Object.fromEntries(COLUMNS.map((name) => [name, [] as number[]]))
    return {
      trainingRun,
      columns: columns as Record<(typeof COLUMNS)[number], number[]>,
      curvature: [] as { step: number; stable: number }[],
      fit: [] as { step: number; right: number; wrong: number }[],
      rates: [] as RatePoint[],
    }
  })
  const live = () => runs.filter(({ trainingRun }) => !trainingRun.divergedAt)
  const meter = new CurvatureMeter()
  const batchAt = (step: number) => {
    const { images, labels: wanted } = batches.batchAt(step)
    return toBatch(images, wanted)
  }
  const look = async (step: number) => {
    for (const { trainingRun, fit } of live()) {
      const parameters = trainingRun.copyWeights()
      const { sums, details } = inspectChunk(network, parameters, all)
      const values = await details.data()
      tf.dispose([sums, details, parameters])
      const shareOf = (isWrong: boolean) => {
        const own = Array.from(labels, (_, i) => i).filter(
          (i) => (labels[i] !== clean.labels[i]) === isWrong,
        )
        return own.filter((i) => values[i * EXAMPLE_DETAILS]! < FITTED).length / own.length
      }
      fit.push({ step, right: shareOf(false), wrong: shareOf(true) })
    }
  }
  const drain = async () => {
    for (const { trainingRun, columns } of live()) {
      const block = await trainingRun.drain()
      if (!block) continue
      for (const name of COLUMNS) {
        const values = columnOf(block, name)
        columns[name].push(...(values ?? Array<number>(block.seconds.length).fill(NaN)))
      }
    }
  }
  for (let step = 0; step < steps; step++) {
    const one = batchAt(step)
    if (step === rateTestAt)
      for (const { trainingRun, rates } of live()) {
        const test = new RateTest({
          ...{ run: trainingRun.id, step, batchAt, rehearsal: trainingRun.rehearse() },
          option: rateOptionOf(trainingRun.optimizer) as NumberOption,
          // The whole training set: which rate does it good.
          held: wholeTrainingSet(),
          tell: ({ points }) => rates.splice(0, rates.length, ...points),
        })
        while (!(await test.advance()));
        test.dispose()
      }
    if (curvatureEvery > 0 && step % curvatureEvery === 0)
      for (const { trainingRun, curvature } of live()) {
        const found = await meter.measure(step, trainingRun, one, async () => false)
        if (found) curvature.push({ step, stable: found.stableStepSize ?? NaN })
      }
    if (fitEvery > 0 && step % fitEvery === 0) await look(step)
    for (const { trainingRun } of live()) trainingRun.step(one, step, 0)
    tf.dispose([one.images, one.labels])
    if (step % (5 * MEASURE_EVERY) === 5 * MEASURE_EVERY - 1) await drain()
  }
  await drain()
  if (fitEvery > 0) await look(steps)
  const results: MeasuredRun[] = []
  for (const [index, { trainingRun, ...found }] of runs.entries()) {
    const parameters = trainingRun.copyWeights()
    const sums = evaluateChunk(network, parameters, all)
    const lossSum = (await sums.data())[0]!
    const testAccuracy = await accuracyOf(network, parameters, test, toBatch)
    tf.dispose([parameters, sums])
    const diverged = trainingRun.divergedAt !== null
    const label = names[index]!
    results.push({
      ...{ label, diverged, ...found },
      loss: lossSum / train.count,
      testAccuracy,
    })
    trainingRun.dispose()
  }
  meter.drop()
  tf.dispose([all.images, all.labels])
  return results
}
