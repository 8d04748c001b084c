/**
 * The same training on WebAssembly and on WebGPU: 20 steps of ALI-G with maxLr 0.1, whose clip
 * keeps rounding errors from growing, for every model.
 */
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { forwardOf } from '../../models/registry'
import { modelSpec, modelSpecs } from '../../models/specs'
import { aligSpec } from '../../optimizers/alig/spec'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import type { MetricColumn } from '../../spec/metrics'
import { hyperparametersOf } from '../../spec/optimizer'
import type { LossId } from '../../spec/loss'
import type { InputShape } from '../../spec/model'
import type { MetricBlock } from '../../worker/protocol'
import { initialWeights } from '../run/initialWeights'
import { asRunId } from '../../spec/runId'
import { TrainingRun } from '../run/trainingRun'
import { createNetwork } from '../run/network'
import { activate } from '../testing/backends.browser'
import { columnIn } from '../testing/run'
import { makeBatch } from '../testing/trainingHarness'

const STEPS = 20
const BATCH = 16
const CLASSES = 4

const IMAGE: InputShape = { height: 16, width: 16, channels: 1 }
const COLOUR: InputShape = { height: 8, width: 8, channels: 3 }
const POINT: InputShape = { height: 1, width: 1, channels: 2 }

const CASES: readonly (readonly [string, OptionValues, InputShape, LossId?])[] = [
  ['softmax', {}, IMAGE],
  ['mlp', {}, IMAGE],
  ['mlp', { activation: 'tanh', depth: 2, width: 24 }, POINT],
  ['mlp', { activation: 'softplus', depth: 3, width: 16 }, IMAGE],
  ['cnn', {}, IMAGE],
  ['cnn', { blocks: 1, width: 4 }, IMAGE],
  ['cnn', { blocks: 3, width: 4, kernel: '3' }, COLOUR],
  ['resnet', {}, COLOUR],
  ['mlp', {}, IMAGE, 'squared'],
  ['cnn', { blocks: 1, width: 4 }, IMAGE, 'squared'],
  ['mlp', {}, IMAGE, 'hinge'],
  ['cnn', { blocks: 1, width: 4 }, IMAGE, 'hinge'],
]

/** Images of a class are alike, so that there is something to learn. */
function batchAt(step: number, input: InputShape) {
  const size = input.height * input.width * input.channels
  const classes = createStream(1, 'data')
  const middles = Float32Array.from({ length: CLASSES * size }, () => classes.normal())
  const stream = createStream(2, 'data', step)
  const labels = Array.from({ length: BATCH }, () => stream.below(CLASSES))
  const images = labels.flatMap((label) =>
    Array.from({ length: size }, (_, i) => middles[label * size + i]! + 0.5 * stream.normal()),
  )
  return makeBatch(images, labels, input)
}

/** Losses and step sizes on the backend in use, and the weights at the end. */
async function train(id: string, values: OptionValues, input: InputShape, loss?: LossId) {
  const model = { id, options: { ...defaultValues(modelSpec(id).options), ...values } }
  const shape = { input, classes: CLASSES, ...(loss ? { loss } : {}) }
  const { tensors } = createNetwork({
    model: modelSpec(id),
    forward: forwardOf(id),
    modelOptions: model.options,
    ...shape,
  })
  const hyper = { ...defaultValues(hyperparametersOf(aligSpec)), maxLr: 0.1 }
  const trainingRun = new TrainingRun({
    ...{ id: asRunId(0), config: { optimizer: 'alig', hyper }, model, ...shape },
    ...{ stepsPerEpoch: STEPS, initialWeights: initialWeights(tensors, 1) },
  })
  const blocks: MetricBlock[] = []
  for (let step = 0; step < STEPS; step++) {
    const batch = batchAt(step, input)
    trainingRun.step(batch, step, 0)
    tf.dispose([batch.images, batch.labels])
    if (trainingRun.isChecking || step === STEPS - 1) blocks.push((await trainingRun.drain())!)
  }
  const { parameters } = await trainingRun.snapshot()
  trainingRun.dispose()
  const column = (name: MetricColumn) => columnIn(blocks, 0, name)
  return { loss: column('loss'), stepSize: column('stepSize'), weights: Array.from(parameters) }
}

describe('wasm and WebGPU agree over the first 20 steps', () => {
  it('in every model', () => {
    expect(new Set(CASES.map(([id]) => id))).toEqual(new Set(modelSpecs.map(({ id }) => id)))
  })

  it.each(
    CASES.map((one) => [`${one[0]} ${JSON.stringify(one[1])} ${one[3] ?? ''}`, one] as const),
  )('%s', async (_, one) => {
    await activate('wasm')
    const expected = await train(...one)
    await activate('webgpu')
    const actual = await train(...one)
    expect(actual.loss).toHaveLength(STEPS)
    for (const key of ['loss', 'stepSize'] as const)
      actual[key].forEach((value, step) => {
        // A hinge loss, and the step with it, can be exactly 0.
        const other = expected[key][step]!
        const apart = value === other ? 0 : Math.abs(value / other - 1)
        expect(apart, `${key} ${step}`).toBeLessThan(1e-3)
      })
    const largest = Math.max(...expected.weights.map(Math.abs))
    actual.weights.forEach((weight, i) => {
      expect(Math.abs(weight - expected.weights[i]!) / largest).toBeLessThan(1e-3)
    })
    expect(actual.loss.at(-1)).toBeLessThan(actual.loss[0]!)
  })
})
