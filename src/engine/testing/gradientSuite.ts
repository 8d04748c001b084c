import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forwardOf } from '../../models/registry'
import { modelSpecs } from '../../models/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { sizeOf, type InputShape, type ModelSpec } from '../../spec/model'
import { initialWeights } from '../run/initialWeights'
import { createNetwork } from '../run/network'
import { lossAndGradient } from '../run/trainStep'
import { makeBatch } from './trainingHarness'

/** Of the largest entry of each tensor's gradient. */
const TOLERANCE = 5e-6
const BATCH = 6

interface Case {
  readonly title: string
  readonly spec: ModelSpec
  readonly options: OptionValues
  readonly input: InputShape
}

const MNIST: InputShape = { height: 28, width: 28, channels: 1 }
const CIFAR: InputShape = { height: 32, width: 32, channels: 3 }
const SMALL: InputShape = { height: 9, width: 8, channels: 3 }
/** Sizes that people's own data have: colour, and sides that differ or are odd. */
const COLOUR: InputShape = { height: 28, width: 28, channels: 3 }
const OBLONG: InputShape = { height: 20, width: 24, channels: 1 }
const ODD: InputShape = { height: 21, width: 19, channels: 3 }
const CLASSES = 10

/** Other values of the options than those that the page first shows, each on the input it suits. */
const OTHERS: Readonly<Record<string, readonly (readonly [OptionValues, InputShape])[]>> = {
  softmax: [
    [{}, COLOUR],
    [{}, { height: 7, width: 9, channels: 4 }],
  ],
  mlp: [
    [
      { activation: 'tanh', depth: 4, width: 24 },
      { height: 1, width: 1, channels: 2 },
    ],
    [{ activation: 'softplus', depth: 2, width: 9 }, SMALL],
    [{ depth: 0 }, SMALL],
    [{ width: 1024 }, SMALL],
    [{ activation: 'softplus', depth: 3, width: 8 }, COLOUR],
    [{ activation: 'tanh' }, OBLONG],
  ],
  cnn: [
    [{ kernel: '3' }, CIFAR],
    [{ blocks: 1 }, MNIST],
    [{ blocks: 3 }, CIFAR],
    [{ kernel: '3', blocks: 3 }, SMALL],
    [{}, COLOUR],
    [{ kernel: '3', width: 5 }, OBLONG],
    [{ blocks: 1, width: 3 }, ODD],
  ],
  resnet: [
    [{ n: 2 }, SMALL],
    [{ n: 3 }, SMALL],
    [{}, { height: 11, width: 13, channels: 3 }],
    [{ norm: 'weights' }, SMALL],
    [{ pool: 'none' }, { height: 11, width: 13, channels: 3 }],
  ],
}

/** Every model as the page first shows it, full size, and with other values of its options. */
const CASES: readonly Case[] = modelSpecs.flatMap((spec) => {
  const input = spec.id === 'resnet' ? CIFAR : MNIST
  const all = [[{}, input] as const, ...(OTHERS[spec.id] ?? [])]
  return all.map(([values, shape]): Case => {
    const words = Object.entries(values).map((pair) => pair.join(' '))
    const size = `${shape.height}x${shape.width}x${shape.channels}`
    const title = [spec.id, ...words, 'on', size].join(' ')
    return { title, spec, options: { ...defaultValues(spec.options), ...values }, input: shape }
  })
})

/** Gradient on the backend in use, of a batch of noise: there are no ties between pixels. */
async function gradientOf({ spec, options, input }: Case) {
  const network = createNetwork({
    model: spec,
    forward: forwardOf(spec.id),
    modelOptions: options,
    input,
    classes: CLASSES,
  })
  const stream = createStream(11, 'data')
  const pixels = sizeOf([BATCH, input.height, input.width, input.channels])
  const images = Float32Array.from({ length: pixels }, () => stream.normal())
  const labels = Array.from({ length: BATCH }, () => stream.below(CLASSES))
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

/** Gradients of all models against tfjs's plain JavaScript backend. */
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
