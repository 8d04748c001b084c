/** Training small models in tests, through the step as it ships. */
import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import type { LossId } from '../../spec/loss'
import type { InputShape } from '../../spec/model'
import { hyperparametersOf } from '../../spec/optimizer'
import { splitHyper } from '../run/hyper'
import { MetricsRing } from '../run/metricsRing'
import { createNetwork } from '../run/network'
import { createTrainStep, type Batch, type TrainStepInput } from '../run/trainStep'
import { hyperTensors, metricRows, type MetricRow } from './run'

export interface TrainingSetup {
  readonly model: string
  readonly modelOptions?: OptionValues
  readonly optimizer: string
  /** Hyperparameters that are not at their defaults. */
  readonly hyper?: OptionValues
  readonly input: InputShape
  readonly classes: number
  /** Cross-entropy where it is left out. */
  readonly loss?: LossId
}

/** A run in training, as a test sees it. */
export interface Training {
  readonly parameterCount: number
  /** One step. The batch stays the caller's. */
  readonly step: (batch: Batch) => void
  /** Changes hyperparameters from the next step on; numeric ones only. */
  readonly edit: (values: Readonly<Record<string, number>>) => void
  readonly weights: () => Promise<number[]>
  readonly state: () => Promise<number[][]>
  /** Metrics of the steps since the last call. */
  readonly metrics: () => Promise<MetricRow[]>
  readonly dispose: () => void
}

export function startTraining(setup: TrainingSetup, start: ArrayLike<number>): Training {
  const spec = optimizerSpec(setup.optimizer)
  const model = modelSpec(setup.model)
  const options = hyperparametersOf(spec)
  const { numbers, staticOptions } = splitHyper(options, {
    ...defaultValues(options),
    ...setup.hyper,
  })
  const config = {
    optimizer: spec,
    staticOptions,
    model,
    forward: forwardOf(model.id),
    modelOptions: { ...defaultValues(model.options), ...setup.modelOptions },
    input: setup.input,
    classes: setup.classes,
    loss: setup.loss,
  }
  const { parameterCount } = createNetwork(config)
  const train = createTrainStep(config)
  const ring = new MetricsRing()
  const hyper = hyperTensors(numbers)
  let parameters: Tensor1D = tf.tensor1d(Float32Array.from(start))
  let state: Tensor[] = spec.stateShapes(parameterCount).map((shape) => tf.zeros([...shape]))
  return {
    parameterCount,
    step: (batch) => {
      const input: TrainStepInput = { parameters, state, hyper, batch }
      const next = train(input)
      tf.dispose([parameters, state])
      parameters = next.parameters
      state = next.state
      ring.push(next.metrics)
    },
    edit: (values) => {
      for (const [key, value] of Object.entries(values)) {
        hyper[key]!.dispose()
        hyper[key] = tf.scalar(value)
      }
    },
    weights: async () => Array.from(await parameters.data()),
    state: () => Promise.all(state.map(async (tensor) => Array.from(await tensor.data()))),
    metrics: async () => metricRows(await ring.drain()),
    dispose: () => {
      ring.dispose()
      tf.dispose([parameters, state, hyper])
    },
  }
}

export function makeBatch(images: ArrayLike<number>, labels: ArrayLike<number>, input: InputShape) {
  const { height, width, channels } = input
  return {
    images: tf.tensor4d(Float32Array.from(images), [labels.length, height, width, channels]),
    labels: tf.tensor1d(Int32Array.from(labels), 'int32'),
  } satisfies Batch
}
