/**
 * What people ask to see of the data: predictions of every run for some images, and after an
 * evaluation where a run goes wrong. Reads weights, changes nothing.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { BatchSource } from '../../data/batchSource'
import type { Inputs, LabelledImages, TrainingImages } from '../../data/datasetLoader'
import { createStandardiser } from '../../data/standardise'
import type { InputShape } from '../../spec/model'
import type { Evaluation, Inspection, Predictions, Query } from '../../worker/protocol'
import { inspectionOf } from '../evaluation/inspection'
import type { SessionRun } from '../run/trainingRun'
import type { Network } from '../run/network'

export interface PredictorSetup {
  readonly network: Network
  readonly input: InputShape
  /** As it is trained on, wrong labels included. */
  readonly train: TrainingImages
  readonly cleanLabels: Uint8Array
  /** Called where test examples are asked for: they may come late. */
  readonly test: () => LabelledImages
  readonly batches: BatchSource
}

export interface Predictor {
  /** @param step the step to come */
  readonly answer: (
    query: Query,
    step: number,
    trainingRuns: readonly SessionRun[],
  ) => Promise<Predictions>
  /** @param details of all test images, as `inspectChunk` gives them */
  readonly inspection: (evaluation: Evaluation, details: Float32Array) => Inspection
}

/** Some examples with their labels; a picture has none. */
interface Chosen {
  readonly inputs: Inputs
  readonly indices: Int32Array
  readonly labels: Uint8Array
  readonly trueLabels: Uint8Array
}

const NO_LABELS = new Uint8Array()

export function createPredictor(setup: PredictorSetup): Predictor {
  const { network, input, train, cleanLabels, batches } = setup
  const size = input.height * input.width * input.channels
  const standardise = createStandardiser(input, train.statistics)

  /** Examples of a set, side by side. */
  const gathered = (set: LabelledImages, indices: Int32Array): Inputs => {
    const inputs = set.images.slice(0, indices.length * size)
    indices.forEach((index, i) =>
      inputs.set(set.images.subarray(index * size, (index + 1) * size), i * size),
    )
    return inputs
  }

  const choose = (query: Query, step: number): Chosen => {
    switch (query.kind) {
      case 'batch': {
        const indices = batches.batchAt(step).indices.slice(0, query.count)
        return {
          indices,
          inputs: gathered(train, indices),
          labels: Uint8Array.from(indices, (index) => train.labels[index]!),
          trueLabels: Uint8Array.from(indices, (index) => cleanLabels[index]!),
        }
      }
      case 'test': {
        const test = setup.test()
        const index = Math.min(Math.max(0, query.index), test.count - 1)
        const labels = test.labels.slice(index, index + 1)
        const indices = Int32Array.of(index)
        return { indices, inputs: gathered(test, indices), labels, trueLabels: labels }
      }
      case 'picture': {
        const inputs = new Uint8Array(size)
        inputs.set(query.pixels.subarray(0, size))
        return { inputs, indices: Int32Array.of(-1), labels: NO_LABELS, trueLabels: NO_LABELS }
      }
    }
  }

  const predict = async (trainingRun: SessionRun, images: tf.Tensor4D): Promise<Float32Array> => {
    const parameters = trainingRun.copyWeights()
    const scores = tf.tidy(() => network.loss.scores(network.logits(parameters, images)))
    try {
      return (await scores.data()) as Float32Array
    } finally {
      tf.dispose([parameters, scores])
    }
  }

  return {
    answer: async (query, step, trainingRuns) => {
      const { inputs, indices, labels, trueLabels } = choose(query, step)
      const count = indices.length
      const { height, width, channels } = input
      const images = tf.tensor4d(standardise(inputs), [count, height, width, channels])
      try {
        const runs = []
        for (const trainingRun of trainingRuns)
          runs.push({ run: trainingRun.id, scores: await predict(trainingRun, images) })
        const pixels = inputs instanceof Uint8Array ? inputs : NO_LABELS
        return { kind: query.kind, step, indices, pixels, labels, trueLabels, runs }
      } finally {
        images.dispose()
      }
    },
    inspection: (evaluation, details) => {
      const test = setup.test()
      return inspectionOf(evaluation, details, test, network.classes, (indices) => {
        const inputs = gathered(test, indices)
        return inputs instanceof Uint8Array ? inputs : NO_LABELS
      })
    },
  }
}
