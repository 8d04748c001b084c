import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataShape } from '../../data/specs'
import { defaultData } from '../../experiment/defaults'
import { forwardOf } from '../../models/registry'
import { modelSpecs } from '../../models/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { sizeOf, type ModelSpec } from '../../spec/model'
import { initialWeights } from '../initialWeights'
import { createNetwork } from '../network'
import { lossAndGradient } from '../trainStep'
import { makeBatch } from './training'

/** Of the largest entry of each tensor's gradient. */
const TOLERANCE = 5e-6
const BATCH = 6

interface Case {
  readonly title: string
  readonly spec: ModelSpec
  readonly options: OptionValues
  readonly data: string
}

/** Every model as the page first shows it, and the CNN's other kernel. */
const CASES: readonly Case[] = modelSpecs.flatMap((spec) => {
  const options = defaultValues(spec.options)
  const data = spec.id === 'resnet' ? 'cifar10' : 'mnist'
  const own = { title: `${spec.id} on ${data}`, spec, options, data }
  if (spec.id !== 'cnn') return [own]
  const small = { ...options, kernel: '3' }
  return [own, { title: 'cnn kernel 3 on cifar10', spec, options: small, data: 'cifar10' }]
})

/** Gradient on the backend in use, of a batch of noise: there are no ties between pixels. */
async function gradientOf({ spec, options, data }: Case) {
  const { input, classNames } = dataShape(defaultData(data))
  const network = createNetwork({
    model: spec,
    forward: forwardOf(spec.id),
    modelOptions: options,
    input,
    classes: classNames.length,
  })
  const stream = createStream(11, 'data')
  const pixels = sizeOf([BATCH, input.height, input.width, input.channels])
  const images = Float32Array.from({ length: pixels }, () => stream.normal())
  const labels = Array.from({ length: BATCH }, () => stream.below(classNames.length))
  // Biases are given values too, so that relu is not at its kink for blank channels.
  const weights = initialWeights(network.tensors, 3).map((w) => w + 0.02 * stream.normal())

  const batch = makeBatch(images, labels, input)
  const vector = tf.tensor1d(weights)
  const result = tf.tidy(() => lossAndGradient(network, vector, batch))
  const gradient = Float32Array.from(await result.gradient.data())
  tf.dispose([batch.images, batch.labels, vector])
  tf.dispose([result.loss, result.accuracy, result.gradient])
  return { gradient, tensors: network.tensors }
}

/** Gradients of all models, full size, against tfjs's plain JavaScript backend. */
export function describeGradients(
  backend: string,
  activate: (name: 'cpu' | typeof backend) => Promise<unknown>,
) {
  describe(`gradients on ${backend}`, () => {
    const expected = new Map<Case, Float32Array>()
    beforeAll(async () => {
      await activate('cpu')
      for (const one of CASES) expected.set(one, (await gradientOf(one)).gradient)
      await activate(backend)
    })
    afterAll(() => expected.clear())

    it.each(CASES.map((one) => [one.title, one] as const))('%s', async (_title, one) => {
      const { gradient, tensors } = await gradientOf(one)
      const reference = expected.get(one)!
      let first = 0
      for (const { name, shape } of tensors) {
        const size = sizeOf(shape)
        let largest = 0
        let error = 0
        for (let i = first; i < first + size; i++) {
          largest = Math.max(largest, Math.abs(reference[i]!))
          error = Math.max(error, Math.abs(gradient[i]! - reference[i]!))
        }
        expect(largest, name).toBeGreaterThan(0)
        expect(error / largest, name).toBeLessThan(TOLERANCE)
        first += size
      }
    })
  })
}
