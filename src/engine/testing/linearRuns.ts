/** Runs on the linear model whose numbers are known in double precision, and its batches as tensors. */
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import { createNetwork } from '../run/network'
import { TrainingRun } from '../run/trainingRun'
import type { Batch } from '../run/trainStep'
import { LINEAR_CLASSES, LINEAR_INPUT, LINEAR_SIZE, linearData } from './linearTwin'
import { makeBatch } from './trainingHarness'

/** One for each of these optimizers, at their defaults, all from the same weights. */
export function createLinearRuns(optimizers: readonly string[]) {
  const model = { id: 'softmax', options: {} }
  const shape = { input: LINEAR_INPUT, classes: LINEAR_CLASSES }
  const network = createNetwork({
    ...shape,
    model: modelSpec(model.id),
    forward: forwardOf(model.id),
    modelOptions: model.options,
  })
  const stream = createStream(1, 'data')
  const initialWeights = Float32Array.from({ length: LINEAR_SIZE }, () => stream.normal())
  const trainingRuns = optimizers.map(
    (optimizer, i) =>
      new TrainingRun({
        ...shape,
        model,
        stepsPerEpoch: 10,
        id: asRunId(i),
        config: { optimizer, hyper: defaultValues(hyperparametersOf(optimizerSpec(optimizer))) },
        initialWeights,
      }),
  )
  return { network, initialWeights, trainingRuns }
}

/** The batch of a step; the caller disposes it. */
export function linearBatch(step: number): Batch {
  const { pixels, labels } = linearData(step)
  return makeBatch(pixels, labels, LINEAR_INPUT)
}

/** Examples of a batch, from the first on; the same. */
export function linearChunk(step: number, first: number, count: number): Batch {
  const { pixels, labels } = linearData(step)
  const size = pixels.length / labels.length
  return makeBatch(
    pixels.slice(first * size, (first + count) * size),
    labels.slice(first, first + count),
    LINEAR_INPUT,
  )
}
