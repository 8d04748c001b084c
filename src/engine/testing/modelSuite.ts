import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { forwardOf } from '../../models/registry'
import { modelSpecs } from '../../models/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValue } from '../../spec/hyperparameter'
import { LOSSES, type LossId } from '../../spec/loss'
import { parameterCount, sizeOf, type InputShape, type ModelSpec } from '../../spec/model'
import { initialWeights } from '../run/initialWeights'
import { createNetwork } from '../run/network'
import { lossAndGradient } from '../run/trainStep'
import { twinLogits, twinLoss, type ModelTwin } from './modelTwin'
import { makeBatch } from './trainingHarness'

/** Odd on purpose: backends that pack or vectorise go wrong at odd sizes first. */
const BATCH = 3
const CLASSES = 5

/** Small options, and variants of them; a model that is not named here runs with its defaults. */
const VARIANTS: Readonly<Record<string, readonly Record<string, OptionValue>[]>> = {
  mlp: [
    { width: 9, depth: 2, activation: 'relu' },
    { width: 8, depth: 1, activation: 'tanh' },
    { width: 9, depth: 1, activation: 'softplus' },
    { width: 8, depth: 3, activation: 'softplus' },
    { width: 8, depth: 4, activation: 'tanh' },
    { depth: 0 },
  ],
  cnn: [
    { kernel: '5', width: 4 },
    { kernel: '5', width: 4, blocks: 1 },
    { kernel: '5', width: 2, blocks: 3 },
    { kernel: '3', width: 5, blocks: 1 },
    { kernel: '3', width: 3 },
    { kernel: '3', width: 2, blocks: 3 },
  ],
  resnet: [{}, { norm: 'weights' }, { pool: 'none' }],
}

/** 17 x 16 pixels leave a 5x5 kernel twice something to pool; the others need less. */
function inputOf({ id }: ModelSpec, options: Record<string, OptionValue>): InputShape {
  if (id === 'cnn' && options.kernel === '5') return { height: 17, width: 16, channels: 1 }
  return id === 'resnet'
    ? { height: 5, width: 4, channels: 3 }
    : { height: 7, width: 6, channels: 3 }
}

interface Example {
  readonly twin: ModelTwin
  readonly spec: ModelSpec
  readonly parameters: Float32Array
  readonly images: Float32Array
  readonly labels: readonly number[]
}

function makeExample(spec: ModelSpec, variant: Record<string, OptionValue>): Example {
  const options = { ...defaultValues(spec.options), ...variant }
  const input = inputOf(spec, options)
  const tensors = spec.tensors(options, input, CLASSES)
  const stream = createStream(5, 'data')
  // Biases and zero kernels too are given values: at 0 a wrong gradient could hide.
  const parameters = initialWeights(tensors, 3).map((w) => w + 0.1 * stream.normal())
  const size = input.height * input.width * input.channels
  const images = Float32Array.from({ length: BATCH * size }, () => stream.normal())
  return {
    twin: { model: spec.id, options, tensors, input },
    spec,
    parameters,
    images,
    labels: [4, 0, 2],
  }
}

const examples = modelSpecs.flatMap((spec) =>
  (VARIANTS[spec.id] ?? [{}]).map((variant) => {
    const words = Object.entries(variant).map(([key, value]) => `${key}:${value}`)
    return [[spec.id, ...words].join(' '), spec, variant] as const
  }),
)

/** Every model with every loss, variants of it with cross-entropy alone. */
const cases = examples.flatMap(([name, spec, variant], i) => {
  const isFirst = examples[i - 1]?.[1] !== spec
  return LOSSES.filter((loss) => loss === 'crossEntropy' || isFirst).map(
    (loss) => [`${name}, ${loss}`, spec, variant, loss] as const,
  )
})

/** Central difference of the twin's loss; h is small enough to cross next to no kink. */
function slope({ twin, parameters, images, labels }: Example, loss: LossId, i: number): number {
  const h = 1e-6
  const at = (shift: number) => {
    const moved = Float64Array.from(parameters)
    moved[i]! += shift
    return twinLoss(twin, moved, images, labels, loss)
  }
  return (at(h) - at(-h)) / (2 * h)
}

interface Slice {
  readonly name: string
  readonly first: number
  readonly size: number
  /** Indices into the whole vector. */
  readonly places: readonly number[]
}

/** Four places in each tensor, always its first and last. */
function slicesOf(example: Example): Slice[] {
  const stream = createStream(7, 'data')
  let first = 0
  return example.twin.tensors.map(({ name, shape }) => {
    const size = sizeOf(shape)
    const places = [0, size - 1, ...Array.from({ length: 2 }, () => stream.below(size))]
    const result = { name, first, size, places: places.map((place) => first + place) }
    first += size
    return result
  })
}

/** Logits and gradients of every model in the list against float64. */
export function describeModels(backend: string, activate: () => Promise<unknown>) {
  describe(`models on ${backend}`, () => {
    beforeAll(async () => void (await activate()))

    it.each(cases)('%s', async (_name, spec, variant, lossId) => {
      const example = makeExample(spec, variant)
      const { twin, parameters, images, labels } = example
      const network = createNetwork({
        model: spec,
        forward: forwardOf(spec.id),
        modelOptions: twin.options,
        input: twin.input,
        classes: CLASSES,
        loss: lossId,
      })
      expect(network.parameterCount).toBe(parameterCount(twin.tensors))
      const batch = makeBatch(images, labels, twin.input)
      const vector = tf.tensor1d(parameters)
      const logits = tf.tidy(() => network.logits(vector, batch.images))
      const result = tf.tidy(() => lossAndGradient(network, vector, batch))
      const [actualLogits, loss, accuracy, gradient] = await Promise.all(
        [logits, result.loss, result.accuracy, result.gradient].map((tensor) => tensor.data()),
      )
      tf.dispose([batch.images, batch.labels, vector, logits])
      tf.dispose([result.loss, result.accuracy, result.gradient])

      const float64 = Float64Array.from(parameters)
      const size = images.length / BATCH
      const expectedLogits = labels.map((_label, n) =>
        twinLogits(twin, float64, images.subarray(n * size, (n + 1) * size)),
      )
      const scale = Math.max(...expectedLogits.flat().map(Math.abs))
      expectedLogits.flat().forEach((expected, i) => {
        expect(Math.abs(actualLogits![i]! - expected) / scale, `logit ${i}`).toBeLessThan(1e-5)
      })
      expect(loss![0]! / twinLoss(twin, float64, images, labels, lossId)).toBeCloseTo(1, 5)
      const hits = expectedLogits.filter((row, n) => row.indexOf(Math.max(...row)) === labels[n])
      expect(accuracy![0]).toBeCloseTo(hits.length / BATCH, 6)

      const g = Float64Array.from(gradient!)
      for (const { name, first, size: length, places } of slicesOf(example)) {
        const largest = Math.max(...g.subarray(first, first + length).map(Math.abs))
        expect(largest, `${name} has a gradient`).toBeGreaterThan(0)
        for (const place of places) {
          const error = Math.abs(g[place]! - slope(example, lossId, place)) / largest
          expect(error, `${name}, element ${place - first}`).toBeLessThan(2e-5)
        }
      }
    })
  })
}
