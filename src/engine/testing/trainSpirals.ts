/**
 * Trains many runs on the spirals in lock-step, with the engine's own parts, to the end: what the
 * claims about them are checked with. Runs on whatever backend is in use.
 */
import * as tf from '@tensorflow/tfjs-core'
import { createBatchSource } from '../../data/batchSource'
import type { LabelledImages } from '../../data/datasetLoader'
import { noisyLabels } from '../../data/noise'
import { spiralPoints } from '../../data/spirals/loader'
import { spirals } from '../../data/spirals/spec'
import { defaultData } from '../../experiment/defaults'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import { createBatchMaker } from '../run/batchTensors'
import { evaluateChunk } from '../evaluation/evaluate'
import { initialWeights } from '../run/initialWeights'
import { TrainingRun } from '../run/trainingRun'
import { createNetwork } from '../run/network'

export interface SpiralsSetup {
  /** Options of the data set that are not at their default: `turn`, `spread`. */
  readonly data?: OptionValues
  /** Units in each of the two tanh layers. */
  readonly width: number
  /** Share of wrong training labels. */
  readonly noise: number
  readonly seed: number
  readonly epochs: number
  /** Hyperparameters that are left out have their defaults. */
  readonly runs: readonly { readonly optimizer: string; readonly hyper: OptionValues }[]
}

export interface SpiralsResult {
  /** Mean over all training points, with the labels that were trained on. */
  readonly loss: number
  readonly accuracy: number
  /** On the clean points held out. */
  readonly testAccuracy: number
  /** Euclidean norm of all weights at the end. */
  readonly weightNorm: number
  /** The run was stopped before the end. */
  readonly diverged: boolean
}

const BATCH = 30
/** Steps between two looks at whether a run has diverged. */
const CHECK_EVERY = 50

/** 300 points on three arms, batches of 30. One result for each run, in their order. */
export async function trainSpirals(setup: SpiralsSetup): Promise<SpiralsResult[]> {
  const options = { ...defaultData('spirals').options, ...setup.data }
  const { input, classNames, trainCount, testCount } = spirals.shape(options)
  const clean = spiralPoints(options, trainCount, 0)
  const labels = noisyLabels(clean.labels, setup.noise, classNames.length, setup.seed)
  const train = { ...clean, labels, statistics: spirals.statistics }
  const batches = createBatchSource({
    ...{ train, input, batch: BATCH, seed: setup.seed },
    ...{ shuffle: true, augment: false },
  })
  const model = {
    id: 'mlp',
    options: {
      ...defaultValues(modelSpec('mlp').options),
      depth: 2,
      width: setup.width,
      activation: 'tanh',
    },
  }
  const shape = { input, classes: classNames.length }
  const network = createNetwork({
    model: modelSpec(model.id),
    forward: forwardOf(model.id),
    modelOptions: model.options,
    ...shape,
  })
  const weights = initialWeights(network.tensors, setup.seed)
  const trainingRuns = setup.runs.map(({ optimizer, hyper }, index) => {
    const all = defaultValues(hyperparametersOf(optimizerSpec(optimizer)))
    const config = { optimizer, hyper: { ...all, ...hyper } }
    const { stepsPerEpoch } = batches
    const id = asRunId(index)
    return new TrainingRun({ id, config, model, ...shape, stepsPerEpoch, initialWeights: weights })
  })

  const toBatch = createBatchMaker(input, train.statistics)
  const steps = setup.epochs * batches.stepsPerEpoch
  for (let step = 0; step < steps; step++) {
    const { images, labels: wanted } = batches.batchAt(step)
    const batch = toBatch(images, wanted)
    for (const trainingRun of trainingRuns)
      if (!trainingRun.divergedAt) trainingRun.step(batch, step, 0)
    tf.dispose([batch.images, batch.labels])
    if (step % CHECK_EVERY === CHECK_EVERY - 1 || step === steps - 1)
      for (const trainingRun of trainingRuns) if (!trainingRun.divergedAt) await trainingRun.drain()
  }

  const examine = async (
    trainingRun: TrainingRun,
    { images, labels: wanted, count }: LabelledImages,
  ) => {
    const batch = toBatch(images, Int32Array.from(wanted))
    const parameters = trainingRun.copyWeights()
    const sums = evaluateChunk(network, parameters, batch)
    const [loss, hits] = (await sums.data()) as unknown as [number, number]
    tf.dispose([batch.images, batch.labels, parameters, sums])
    return { loss: loss / count, accuracy: hits / count }
  }
  const test = spiralPoints(options, testCount, 1)
  const results: SpiralsResult[] = []
  for (const trainingRun of trainingRuns) {
    const onTrain = await examine(trainingRun, train)
    const { accuracy: testAccuracy } = await examine(trainingRun, test)
    const [parameters, diverged] = [trainingRun.copyWeights(), trainingRun.divergedAt !== null]
    const weightNorm = Math.hypot(...(await parameters.data()))
    results.push({ ...onTrain, testAccuracy, weightNorm, diverged })
    tf.dispose(parameters)
    trainingRun.dispose()
  }
  return results
}
