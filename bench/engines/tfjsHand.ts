/** Stock TensorFlow.js under a training step written by hand. */
import * as tf from '@tensorflow/tfjs'
import { RULES, targetsOf, weightsByTensor, type Problem } from '../problems'
import type { Engine, Trainer } from './engine'
import { openStock, type BackendName } from './tfjsBackend'
import { forwards } from './tfjsModels'

export function createEngine(backend: BackendName): Engine {
  return {
    open: () => openStock(backend),
    prepare: async (problem) => createTrainer(problem),
    tensorCount: () => tf.memory().numTensors,
  }
}

function createTrainer(problem: Problem): Trainer {
  const { height, width, channels } = problem.input
  const { maxLr, eps } = RULES.alig
  const forward = forwards[problem.model]
  const images = tf.tensor4d(problem.images, [problem.batch, height, width, channels])
  const targets = tf.tensor2d(targetsOf(problem), [problem.batch, problem.classes])
  const weights = weightsByTensor(problem).map(({ shape, values }) =>
    tf.variable(tf.tensor(values, shape)),
  )
  let last: tf.Scalar | undefined

  /** Loss, gradient, ALI-G update. */
  const step = () =>
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(
        () => tf.losses.softmaxCrossEntropy(targets, forward(images, weights)) as tf.Scalar,
        weights,
      )
      const gradients = weights.map((weight) => grads[weight.name]!)
      const normSq = tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient))))
      const stepSize = tf.minimum(tf.div(value, tf.add(normSq, eps)), maxLr)
      weights.forEach((weight, i) => weight.assign(tf.sub(weight, tf.mul(gradients[i]!, stepSize))))
      return value
    })
  return {
    issue: (steps) => {
      for (let i = 0; i < steps; i++) {
        last?.dispose()
        last = step()
      }
    },
    settle: async () => (await last!.data())[0]!,
    dispose: () => tf.dispose([images, targets, ...weights, ...(last ? [last] : [])]),
  }
}
