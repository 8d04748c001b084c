import * as tf from '@tensorflow/tfjs-core'
import { NO_LIMIT } from '../../src/engine/run/sentinels'
import { createFastUpdateStep } from '../../src/engine/ops/fusedUpdate'
import { crossEntropy } from '../../src/engine/losses/crossEntropy'
import { lossAndAccuracy } from '../../src/engine/ops/lossAndAccuracy'
import { aligSpec } from '../../src/optimizers/alig/spec'
import { defaultValues } from '../../src/spec/hyperparameter'
import { hyperparametersOf } from '../../src/spec/optimizer'

type Forward = (images: tf.Tensor4D, w: readonly tf.Tensor[]) => tf.Tensor2D

export interface BenchCase {
  readonly name: string
  readonly batch: number
  readonly input: readonly [number, number, number]
  readonly shapes: readonly (readonly number[])[]
  readonly forward: Forward
}

const at = (w: readonly tf.Tensor[], i: number) => {
  const tensor = w[i]
  if (!tensor) throw new Error(`the model has no tensor ${i}`)
  return tensor
}
const dense = (x: tf.Tensor, w: readonly tf.Tensor[], i: number) =>
  tf.add(tf.matMul(x as tf.Tensor2D, at(w, i) as tf.Tensor2D), at(w, i + 1))
const conv = (
  x: tf.Tensor,
  w: readonly tf.Tensor[],
  i: number,
  stride: number,
  pad: 'same' | 'valid',
) =>
  tf.add(
    tf.conv2d(x as tf.Tensor4D, at(w, i) as tf.Tensor4D, stride, pad),
    at(w, i + 1),
  ) as tf.Tensor4D
const shortcut = (x: tf.Tensor, w: readonly tf.Tensor[], i: number) =>
  tf.conv2d(x as tf.Tensor4D, at(w, i) as tf.Tensor4D, 2, 'same')

export const CASES: readonly BenchCase[] = [
  {
    name: 'MLP 784-128-10, batch 64',
    batch: 64,
    input: [28, 28, 1],
    shapes: [[784, 128], [128], [128, 10], [10]],
    forward: (x, w) => {
      const hidden = tf.relu(dense(tf.reshape(x, [-1, 784]), w, 0))
      return dense(hidden, w, 2) as tf.Tensor2D
    },
  },
  {
    name: 'CNN 5x5x8, 5x5x16, batch 64',
    batch: 64,
    input: [28, 28, 1],
    shapes: [[5, 5, 1, 8], [8], [5, 5, 8, 16], [16], [256, 10], [10]],
    forward: (x, w) => {
      let h: tf.Tensor4D = tf.maxPool(tf.relu(conv(x, w, 0, 1, 'valid')), 2, 2, 'valid')
      h = tf.maxPool(tf.relu(conv(h, w, 2, 1, 'valid')), 2, 2, 'valid')
      return dense(tf.reshape(h, [-1, 256]), w, 4) as tf.Tensor2D
    },
  },
  {
    name: 'ResNet-8 16/32/64, batch 32',
    batch: 32,
    input: [32, 32, 3],
    shapes: [
      [3, 3, 3, 16],
      [16],
      [3, 3, 16, 16],
      [16],
      [3, 3, 16, 16],
      [16],
      [3, 3, 16, 32],
      [32],
      [3, 3, 32, 32],
      [32],
      [1, 1, 16, 32],
      [3, 3, 32, 64],
      [64],
      [3, 3, 64, 64],
      [64],
      [1, 1, 32, 64],
      [64, 10],
      [10],
    ],
    forward: (x, w) => {
      let h: tf.Tensor4D = tf.relu(conv(x, w, 0, 1, 'same'))
      h = tf.relu(tf.add(h, conv(tf.relu(conv(h, w, 2, 1, 'same')), w, 4, 1, 'same')))
      let branch = conv(tf.relu(conv(h, w, 6, 2, 'same')), w, 8, 1, 'same')
      h = tf.relu(tf.add(shortcut(h, w, 10), branch))
      branch = conv(tf.relu(conv(h, w, 11, 2, 'same')), w, 13, 1, 'same')
      h = tf.relu(tf.add(shortcut(h, w, 15), branch))
      return dense(tf.mean(h, [1, 2]), w, 16) as tf.Tensor2D
    },
  },
]

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)

/** Uniform numbers in [-1, 1), the same on every run. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return state / 2 ** 31
  })
}

export interface CaseState {
  parameters: tf.Tensor1D
  velocity: tf.Tensor1D
  readonly images: tf.Tensor4D
  /** One-hot, and as class numbers. */
  readonly targets: tf.Tensor2D
  readonly labels: tf.Tensor1D
}

export function initialState(item: BenchCase): CaseState {
  const { batch, input, shapes } = item
  const values = shapes.flatMap((shape, i) => {
    const fanIn = sizeOf(shape.slice(0, -1))
    const scale = shape.length === 1 ? 0 : Math.sqrt(6 / fanIn)
    return [...numbers(sizeOf(shape), i + 1)].map((value) => value * scale)
  })
  const classes = Int32Array.from({ length: batch }, (_, i) => (i * 7 + 3) % 10)
  return {
    parameters: tf.tensor1d(values),
    velocity: tf.zeros([values.length]),
    images: tf.tensor4d(numbers(batch * sizeOf(input), 99), [batch, ...input]),
    labels: tf.tensor1d(classes, 'int32'),
    targets: tf.tensor2d(
      [...classes].flatMap((label) => Array.from({ length: 10 }, (_, c) => (c === label ? 1 : 0))),
      [batch, 10],
    ),
  }
}

function logitsOf({ shapes, forward }: BenchCase, flat: tf.Tensor, images: tf.Tensor4D) {
  const parts = tf.split(flat, shapes.map(sizeOf))
  const weights = parts.map((part, i) => tf.reshape(part, [...(shapes[i] ?? [])]))
  return forward(images, weights)
}

/**
 * One ALI-G step with momentum as one would write it by hand in tfjs: no metrics, no projection,
 * no test for numbers that are not finite. Returns [loss, squared gradient norm, step size].
 */
export function handWrittenStep(item: BenchCase, state: CaseState): tf.Tensor1D {
  const [parameters, velocity, metrics] = tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((flat: tf.Tensor) =>
      tf.losses.softmaxCrossEntropy(state.targets, logitsOf(item, flat, state.images)),
    )(state.parameters)
    const gradNormSq = tf.sum(tf.square(grad))
    const stepSize = tf.minimum(tf.div(value, tf.add(gradNormSq, 1e-5)), 0.1)
    const step = tf.mul(grad, stepSize)
    const next = tf.sub(tf.mul(state.velocity, 0.9), step)
    const moved = tf.add(tf.sub(state.parameters, step), tf.mul(next, 0.9))
    return [moved, next, tf.stack([tf.reshape(value, []), gradNormSq, stepSize])]
  }) as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D]
  return replace(state, parameters, velocity, metrics)
}

function replace<T extends tf.Tensor>(
  state: CaseState,
  parameters: tf.Tensor1D,
  velocity: tf.Tensor1D,
  metrics: T,
): T {
  state.parameters.dispose()
  state.velocity.dispose()
  state.parameters = parameters
  state.velocity = velocity
  return metrics
}

const HYPER = { maxLr: 0.1, momentum: 0.9, eps: 1e-5, weightDecay: 0, radius: NO_LIMIT }
const hyperTensors = new Map<string, tf.Scalar>()

function hyper(): Record<string, tf.Scalar> {
  for (const [key, value] of Object.entries(HYPER)) {
    if (!hyperTensors.has(key)) hyperTensors.set(key, tf.keep(tf.scalar(value)))
  }
  return Object.fromEntries(hyperTensors)
}

const updateConfig = {
  optimizer: aligSpec,
  staticOptions: defaultValues(hyperparametersOf(aligSpec)),
}
const fastUpdate = createFastUpdateStep(updateConfig)

/**
 * The same step as the engine takes it, on its fast operations: skipping, projection and all
 * metric columns included. The metrics start as those of `handWrittenStep` do, but for their order.
 */
export function engineStep(item: BenchCase, state: CaseState): tf.Tensor1D {
  const next = tf.tidy(() => {
    let accuracy: tf.Scalar | undefined
    const { value, grad } = tf.valueAndGrad((flat: tf.Tensor) => {
      const both = lossAndAccuracy(crossEntropy, logitsOf(item, flat, state.images), state.labels)
      accuracy = tf.keep(both.accuracy)
      return both.loss
    })(state.parameters)
    const output = fastUpdate({
      parameters: state.parameters,
      state: [state.velocity],
      hyper: hyper(),
      loss: value as tf.Scalar,
      gradient: grad as tf.Tensor1D,
      accuracy: accuracy!,
    })
    accuracy!.dispose()
    return output
  })
  return replace(state, next.parameters, next.state[0] as tf.Tensor1D, next.metrics)
}
