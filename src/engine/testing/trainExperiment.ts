/**
 * Trains a whole experiment with one seed, with the engine's own parts: what the claims are measured
 * with. Gives the numbers that the page exports. Runs on whatever backend is in use.
 */
import * as tf from '@tensorflow/tfjs-core'
import { createBatchSource } from '../../data/batchSource'
import type { LabelledImages, TrainingImages } from '../../data/datasetLoader'
import { noisyLabels } from '../../data/noise'
import { datasetLoader } from '../../data/registry'
import { dataShape, datasetSpec } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import type { MetricColumn } from '../../spec/metrics'
import { columnOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { evaluateChunk } from '../evaluation/evaluate'
import { chunksOf, createBatchMaker, type BatchMaker } from '../run/batchTensors'
import { initialWeights } from '../run/initialWeights'
import { createNetwork, type Network } from '../run/network'
import { TrainingRun } from '../run/trainingRun'

const FOLLOWED = [
  'loss',
  'clipped',
  'unclipped',
  'stepSize',
  'projected',
] as const satisfies MetricColumn[]
type Followed = (typeof FOLLOWED)[number]

export interface ExperimentResult {
  readonly label: string
  /** A number for each step that counts: fewer than planned where the run diverged. */
  readonly steps: Readonly<Record<Followed, readonly number[]>>
  readonly diverged: boolean
  /** On all test examples at the end; NaN where it diverged. */
  readonly testAccuracy: number
}

/** The sets of an experiment, to be shared by its seeds. */
export interface ExperimentData {
  readonly train: TrainingImages
  readonly test: LabelledImages
}

/** Steps between two looks at whether a run has diverged. */
const CHECK_EVERY = 50
const EVALUATION_CHUNK = 500

export async function loadData(experiment: Experiment, baseUrl: string): Promise<ExperimentData> {
  const { id, options } = experiment.data
  const { trainCount } = dataShape(experiment.data)
  const examples = Math.min(experiment.examples, trainCount)
  const request = { baseUrl, examples, options }
  const loader = datasetLoader(id)
  return { train: await loader.loadTrain(request), test: await loader.loadTest(request) }
}

/** One result for each run, in their order. */
export async function trainExperiment(
  experiment: Experiment,
  { train: clean, test }: ExperimentData,
): Promise<ExperimentResult[]> {
  const { batch, edits, loss, model, noise, runs, seed, shuffle, steps } = experiment
  if (steps === null) throw new Error('An experiment without an end cannot be measured.')
  const { input, classNames } = dataShape(experiment.data)
  const classes = classNames.length
  const labels = noisyLabels(clean.labels, noise, classes, seed)
  const train = { ...clean, labels }
  const augment = experiment.augment && datasetSpec(experiment.data.id).augmentable
  const batches = createBatchSource({ train, input, batch, seed, shuffle, augment })
  const { stepsPerEpoch } = batches
  const pixels = train.statistics
  const network = createNetwork({
    ...{ model: modelSpec(model.id), forward: forwardOf(model.id), modelOptions: model.options },
    ...{ input, classes, loss, pixels },
  })
  const weights = initialWeights(network.tensors, seed)
  const followers = runs.map((config, index) => {
    const shape = { input, classes, loss, pixels, stepsPerEpoch }
    const id = asRunId(index)
    const run = new TrainingRun({ id, config, model, ...shape, initialWeights: weights })
    return { run, rows: emptyRows() }
  })
  const toBatch = createBatchMaker(input, pixels)
  for (let step = 0; step < steps; step++) {
    const active = followers.filter(({ run }) => !run.divergedAt)
    if (active.length === 0) break
    const { images, labels: wanted } = batches.batchAt(step)
    for (const { run, key, value } of edits.filter((edit) => edit.step === step))
      followers[run]!.run.edit(key, value, step === 0)
    const tensors = toBatch(images, wanted)
    for (const { run } of active) run.step(tensors, step, 0)
    tf.dispose([tensors.images, tensors.labels])
    if (step % CHECK_EVERY === CHECK_EVERY - 1 || step === steps - 1)
      for (const { run, rows } of active) {
        const block = await run.drain()
        if (block) for (const key of FOLLOWED) rows[key].push(...columnOf(block, key)!)
      }
  }
  const names = runLabels(runs)
  const results: ExperimentResult[] = []
  for (const [index, { run, rows }] of followers.entries()) {
    const diverged = run.divergedAt !== null
    const parameters = run.copyWeights()
    const testAccuracy = diverged ? NaN : await accuracyOf(network, parameters, test, toBatch)
    results.push({ label: names[index]!, steps: rows, diverged, testAccuracy })
    parameters.dispose()
    run.dispose()
  }
  return results
}

const emptyRows = () =>
  Object.fromEntries(FOLLOWED.map((key) => [key, [] as number[]])) as Record<Followed, number[]>

/** On all of the examples. */
export async function accuracyOf(
  network: Network,
  parameters: tf.Tensor1D,
  examples: LabelledImages,
  toBatch: BatchMaker,
): Promise<number> {
  const chunk = chunksOf(examples, toBatch)
  let hits = 0
  for (let first = 0; first < examples.count; first += EVALUATION_CHUNK) {
    const tensors = chunk(first, Math.min(EVALUATION_CHUNK, examples.count - first))
    const sums = evaluateChunk(network, parameters, tensors)
    hits += (await sums.data())[1]!
    tf.dispose([tensors.images, tensors.labels, sums])
  }
  return hits / examples.count
}
