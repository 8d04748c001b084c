/** Small runs for the tests of this folder, trained both eagerly and by replay. */
import * as tf from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { forwardOf } from '../../../models/registry'
import { modelSpec } from '../../../models/specs'
import { optimizerSpec } from '../../../optimizers/specs'
import { createStream } from '../../../random/stream'
import { defaultValues, type OptionValues } from '../../../spec/hyperparameter'
import type { ChannelStatistics } from '../../../spec/dataset'
import type { LossId } from '../../../spec/loss'
import type { InputShape } from '../../../spec/model'
import { hyperparametersOf } from '../../../spec/optimizer'
import { splitHyper } from '../../run/hyper'
import { initialWeights } from '../../run/initialWeights'
import { createNetwork } from '../../run/network'
import { packBytes } from '../../ops/standardiseBytes'
import { EagerRunner } from '../../run/runner/eagerRunner'
import type { RunnerSetup, StepRunner } from '../../run/runner/types'
import { createTrainStep, initialState, type Batch, type TrainStep } from '../../run/trainStep'
import { ReplayRunner } from '../../run/runner/replayRunner'

export interface Problem {
  readonly model: string
  readonly modelOptions?: OptionValues
  readonly optimizer: string
  readonly hyper?: OptionValues
  readonly input: InputShape
  readonly batch: number
  readonly loss?: LossId
  /** Batches come as bytes, to be standardised by these. */
  readonly pixels?: ChannelStatistics
}

const CLASSES = 3

export const backend = () => tf.backend() as WebGPUBackend

/** A run at its start; every call makes tensors of its own. */
export function setupOf(problem: Problem): RunnerSetup {
  const spec = optimizerSpec(problem.optimizer)
  const options = hyperparametersOf(spec)
  const { numbers, staticOptions } = splitHyper(options, {
    ...defaultValues(options),
    ...problem.hyper,
  })
  const model = modelSpec(problem.model)
  const config = {
    optimizer: spec,
    staticOptions,
    model,
    forward: forwardOf(model.id),
    modelOptions: { ...defaultValues(model.options), ...problem.modelOptions },
    input: problem.input,
    pixels: problem.pixels,
    classes: CLASSES,
    loss: problem.loss,
  }
  const weights = initialWeights(createNetwork(config).tensors, 3)
  // Softmax regression starts at zero, where mistakes would cancel.
  const stream = createStream(5, 'data')
  const parameters = tf.tensor1d(weights.map((weight) => weight + 0.01 * stream.normal()))
  return {
    trainStep: createTrainStep(config),
    parameters,
    state: initialState(config, weights.length),
    hyper: numbers,
  }
}

export const asWritten = (problem: Problem) => new EagerRunner(setupOf(problem))
export const recorded = (problem: Problem) => new ReplayRunner(backend(), setupOf(problem))

/** A step that goes another way from its n-th call on, whatever is recorded of it. */
export function turning(trainStep: TrainStep, at: number): TrainStep {
  let calls = 0
  return (input) => {
    const hyper = ++calls < at ? input.hyper : { ...input.hyper, maxLr: input.hyper['eps']! }
    return trainStep({ ...input, hyper })
  }
}

/** A batch that differs from step to step; the caller disposes it. */
function makeBatch({ input, batch, pixels }: Omit<Problem, 'optimizer'>, step: number): Batch {
  const { height, width, channels } = input
  const stream = createStream(7, 'data', step)
  const size = height * width * channels
  const numbers = (length: number, next: () => number) => Array.from({ length }, next)
  const images = pixels
    ? packBytes(Uint8Array.from(numbers(batch * size, () => stream.below(256))), batch)
    : tf.tensor4d(
        numbers(batch * size, () => stream.normal()),
        [batch, height, width, channels],
      )
  const labels = numbers(batch, () => stream.below(CLASSES))
  return { images, labels: tf.tensor1d(labels, 'int32') }
}

export function trainStepOf(runner: StepRunner, problem: Problem, step: number): void {
  const batch = makeBatch(problem, step)
  runner.step(batch)
  tf.dispose([batch.images, batch.labels])
}

/** One step of all runners, on the same batch. */
export function stepTogether(
  runners: readonly StepRunner[],
  problem: Omit<Problem, 'optimizer'>,
  step: number,
): void {
  const batch = makeBatch(problem, step)
  for (const runner of runners) runner.step(batch)
  tf.dispose([batch.images, batch.labels])
}

/** Bits of floats, so that equality means equality, NaN and -0 included. */
export const bitsOf = (values: Float32Array) => [...new Uint32Array(values.buffer.slice(0))]

/** Bytes of all buffers that live on the device and were made since `start`. */
export function countBuffers(device: GPUDevice) {
  const created = device.createBuffer
  const live = new Map<GPUBuffer, number>()
  device.createBuffer = (descriptor) => {
    const buffer = created.call(device, descriptor)
    live.set(buffer, descriptor.size)
    const destroy = buffer.destroy.bind(buffer)
    buffer.destroy = () => {
      live.delete(buffer)
      destroy()
    }
    return buffer
  }
  return {
    bytes: () => [...live.values()].reduce((sum, size) => sum + size, 0),
    stop: () => {
      device.createBuffer = created
    },
  }
}
