/**
 * What people ask to see of the data: predictions of every run for some images, and after an
 * evaluation where a run goes wrong. Reads weights, changes nothing.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { BatchSource } from '../data/batchSource'
import type { Inputs, LabelledImages, TrainingImages } from '../data/dataset'
import { createStandardiser } from '../data/standardise'
import type { InputShape } from '../spec/model'
import type { Evaluation, Inspection, Look, Question } from '../worker/protocol'
import { inspectionOf } from './inspection'
import type { Lane } from './lane'
import type { Network } from './network'

export interface LooksSetup {
  readonly network: Network
  readonly input: InputShape
  /** As it is trained on, wrong labels included. */
  readonly train: TrainingImages
  readonly cleanLabels: Uint8Array
  readonly test: LabelledImages
  readonly batches: BatchSource
}

export interface Looks {
  /** @param step the step to come */
  readonly answer: (question: Question, step: number, lanes: readonly Lane[]) => Promise<Look>
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

export function createLooks(setup: LooksSetup): Looks {
  const { network, input, train, cleanLabels, test, batches } = setup
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

  const choose = (question: Question, step: number): Chosen => {
    switch (question.kind) {
      case 'batch': {
        const indices = batches.batchAt(step).indices.slice(0, question.count)
        return {
          indices,
          inputs: gathered(train, indices),
          labels: Uint8Array.from(indices, (index) => train.labels[index]!),
          trueLabels: Uint8Array.from(indices, (index) => cleanLabels[index]!),
        }
      }
      case 'test': {
        const index = Math.min(Math.max(0, question.index), test.count - 1)
        const labels = test.labels.slice(index, index + 1)
        const indices = Int32Array.of(index)
        return { indices, inputs: gathered(test, indices), labels, trueLabels: labels }
      }
      case 'picture': {
        const inputs = new Uint8Array(size)
        inputs.set(question.pixels.subarray(0, size))
        return { inputs, indices: Int32Array.of(-1), labels: NO_LABELS, trueLabels: NO_LABELS }
      }
    }
  }

  const predict = async (lane: Lane, images: tf.Tensor4D): Promise<Float32Array> => {
    const parameters = lane.copyWeights()
    const scores = tf.tidy(() => network.loss.scores(network.logits(parameters, images)))
    try {
      return (await scores.data()) as Float32Array
    } finally {
      tf.dispose([parameters, scores])
    }
  }

  return {
    answer: async (question, step, lanes) => {
      const { inputs, indices, labels, trueLabels } = choose(question, step)
      const count = indices.length
      const { height, width, channels } = input
      const images = tf.tensor4d(standardise(inputs), [count, height, width, channels])
      try {
        const runs = []
        for (const lane of lanes) runs.push({ run: lane.run, scores: await predict(lane, images) })
        const pixels = inputs instanceof Uint8Array ? inputs : NO_LABELS
        return { kind: question.kind, step, indices, pixels, labels, trueLabels, runs }
      } finally {
        images.dispose()
      }
    },
    inspection: (evaluation, details) =>
      inspectionOf(evaluation, details, test, network.classes, (indices) => {
        const inputs = gathered(test, indices)
        return inputs instanceof Uint8Array ? inputs : NO_LABELS
      }),
  }
}
