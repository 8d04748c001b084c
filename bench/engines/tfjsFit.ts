/** Stock TensorFlow.js the ordinary way: layers, plain SGD and `model.fit`. */
import * as tf from '@tensorflow/tfjs'
import { RULES, targetsOf, weightsByTensor, type Problem, type ModelName } from '../problems'
import type { Engine, Trainer } from './engine'
import { openStock, type BackendName } from './tfjsBackend'

/** Most steps of one call; its data are the batch, this many times. */
const MOST_STEPS = 50

export function createEngine(backend: BackendName): Engine {
  return {
    open: () => openStock(backend),
    prepare: async (problem) => createTrainer(problem),
    tensorCount: () => tf.memory().numTensors,
  }
}

type Apply = (x: tf.SymbolicTensor) => tf.SymbolicTensor

/** Makes layers in the order of the problem's tensors. */
class Builder {
  readonly layers: tf.layers.Layer[] = []

  dense(units: number, activation: 'relu' | 'linear'): Apply {
    return this.weighted(tf.layers.dense({ units, activation }))
  }

  conv(
    filters: number,
    kernelSize: number,
    activation: 'relu' | 'linear',
    strides = 1,
    padding: 'same' | 'valid' = 'same',
  ): Apply {
    return this.weighted(tf.layers.conv2d({ filters, kernelSize, strides, padding, activation }))
  }

  private weighted(layer: tf.layers.Layer): Apply {
    this.layers.push(layer)
    return (x) => layer.apply(x) as tf.SymbolicTensor
  }
}

const flatten: Apply = (x) => tf.layers.flatten().apply(x) as tf.SymbolicTensor
const pool: Apply = (x) =>
  tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }).apply(x) as tf.SymbolicTensor

const networks: Readonly<Record<ModelName, (build: Builder) => Apply>> = {
  softmax: (build) => (x) => build.dense(10, 'linear')(flatten(x)),
  mlp: (build) => (x) => {
    const hidden = build.dense(128, 'relu')(flatten(x))
    return build.dense(10, 'linear')(hidden)
  },
  cnn: (build) => (x) => {
    const first = pool(build.conv(8, 5, 'relu', 1, 'valid')(x))
    const second = pool(build.conv(16, 5, 'relu', 1, 'valid')(first))
    return build.dense(10, 'linear')(flatten(second))
  },
  resnet: (build) => (x) => {
    let h = build.conv(16, 3, 'relu')(x)
    for (const [filters, stride] of [
      [16, 1],
      [32, 2],
      [64, 2],
    ] as const) {
      const inner = build.conv(filters, 3, 'relu', stride)(h)
      const branch = build.conv(filters, 3, 'linear')(inner)
      const shortcut = stride === 1 ? h : build.conv(filters, 1, 'linear', stride)(h)
      const sum = tf.layers.add().apply([shortcut, branch])
      h = tf.layers.activation({ activation: 'relu' }).apply(sum) as tf.SymbolicTensor
    }
    const mean = tf.layers.globalAveragePooling2d({}).apply(h) as tf.SymbolicTensor
    return build.dense(10, 'linear')(mean)
  },
}

function createModel(problem: Problem): tf.LayersModel {
  const { height, width, channels } = problem.input
  const build = new Builder()
  const inputs = tf.input({ shape: [height, width, channels] })
  const outputs = networks[problem.model](build)(inputs)
  const model = tf.model({ inputs, outputs })
  const values = weightsByTensor(problem)
  build.layers.forEach((layer, i) => {
    const own = values.slice(2 * i, 2 * i + 2).map(({ shape, values }) => tf.tensor(values, shape))
    layer.setWeights(own)
    tf.dispose(own)
  })
  model.compile({
    optimizer: tf.train.sgd(RULES.sgd.lr),
    loss: (targets: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(targets, logits),
  })
  return model
}

function createTrainer(problem: Problem): Trainer {
  const { height, width, channels } = problem.input
  const { batch, classes } = problem
  const model = createModel(problem)
  const images = tf.tensor4d(problem.images, [batch, height, width, channels])
  const targets = tf.tensor2d(targetsOf(problem), [batch, classes])
  let repeated: { steps: number; xs: tf.Tensor; ys: tf.Tensor } | undefined
  let loss = NaN

  const dataFor = (steps: number) => {
    if (repeated?.steps === steps) return repeated
    if (repeated) tf.dispose([repeated.xs, repeated.ys])
    const xs = tf.tile(images, [steps, 1, 1, 1])
    const ys = tf.tile(targets, [steps, 1])
    return (repeated = { steps, xs, ys })
  }
  return {
    issue: async (steps) => {
      for (let left = steps; left > 0; left -= MOST_STEPS) {
        const { xs, ys } = dataFor(Math.min(left, MOST_STEPS))
        const history = await model.fit(xs, ys, {
          batchSize: batch,
          epochs: 1,
          shuffle: false,
          verbose: 0,
          yieldEvery: 'never',
        })
        loss = history.history['loss']!.at(-1) as number
      }
    },
    settle: async () => loss,
    dispose: () => {
      model.dispose()
      tf.dispose([images, targets, ...(repeated ? [repeated.xs, repeated.ys] : [])])
    },
  }
}
