import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { optimizerSpec, optimizerSpecs } from '../../optimizers/specs'
import type * as OptimizerSpecsModule from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { evaluatedNumbers, evaluationStates } from '../../rules/evaluationStates'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { columnOf } from '../../spec/metricTable'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import { activate } from '../testing/backends.node'
import { TrainingRun } from './trainingRun'

/** A schedule on an option that is not the limit of the step. */
vi.mock('../../optimizers/specs', async (original) => {
  const { optimizerSpecs, ...rest } = await original<typeof OptimizerSpecsModule>()
  const { defineOptimizer } = await import('../../optimizers/defineOptimizer')
  const { registryOf } = await import('../../spec/registry')
  const madeUp = defineOptimizer({
    ...{ id: 'madeUp', label: 'Made up', group: 'classics', summary: '', premise: '' },
    reference: { text: '', url: '' },
    text: `
hyper maxLr = 1 log 0.1..10 "The largest step."
hyper lr = 0.5 log 0.1..10 "The step."
schedule lr
unclipped = lr * 1
stepSize = min(unclipped, maxLr)
w = w - stepSize * g`,
  })
  const all = [...optimizerSpecs, madeUp]
  const { get, find } = registryOf('optimizer', all)
  return { ...rest, optimizerSpecs, optimizerSpec: get, findOptimizer: find }
})

const CLASSES = 3
const COUNT = 4

function setupOf(optimizer: string, hyper: OptionValues = {}) {
  const options = hyperparametersOf(optimizerSpec(optimizer))
  const stream = createStream(1, 'data')
  return {
    id: asRunId(0),
    config: { optimizer, hyper: { ...defaultValues(options), ...hyper } },
    model: { id: 'softmax', options: {} },
    input: { height: 2, width: 3, channels: 1 },
    classes: CLASSES,
    stepsPerEpoch: 10,
    initialWeights: Float32Array.from({ length: 7 * CLASSES }, () => stream.normal()),
  }
}

/** Steps `from` to `to` - 1; those in `broken` are skipped, because their loss is no number. */
async function train(
  trainingRun: TrainingRun,
  from: number,
  to: number,
  broken: readonly number[] = [],
) {
  for (let step = from; step < to; step++) {
    const stream = createStream(7, 'data', step)
    const isBroken = broken.includes(step)
    const pixels = Array.from({ length: COUNT * 6 }, () => (isBroken ? NaN : stream.normal()))
    const images = tf.tensor4d(pixels, [COUNT, 2, 3, 1])
    const labels = tf.tensor1d(
      Array.from({ length: COUNT }, () => stream.below(CLASSES)),
      'int32',
    )
    trainingRun.step({ images, labels }, step, 0)
    tf.dispose([images, labels])
  }
  return (await trainingRun.drain())!
}

async function numbersOf(weights: tf.Tensor1D): Promise<Float32Array> {
  const numbers = Float32Array.from(await weights.data())
  weights.dispose()
  return numbers
}

beforeAll(() => activate('cpu'))

it.each(optimizerSpecs.map(({ id }) => id))(
  '%s goes on from a snapshot that was kept, with the same bits',
  async (id) => {
    const whole = new TrainingRun(setupOf(id))
    await train(whole, 0, 4)
    const snapshot = structuredClone(await whole.snapshot())
    const expected = await train(whole, 4, 8)
    const resumed = new TrainingRun(setupOf(id), { step: 4, snapshot })
    expect(await train(resumed, 4, 8)).toEqual(expected)
    expect(await resumed.snapshot()).toEqual(await whole.snapshot())
    whole.dispose()
    resumed.dispose()
  },
)

describe.each(optimizerSpecs.filter(({ rule }) => rule.evaluateAt).map(({ id }) => id))(
  'the weights that tests of %s use',
  (id) => {
    const { rule } = optimizerSpec(id)

    it('are those that are trained until a step has been done, and then its own', async () => {
      const before = tf.memory().numTensors
      const trainingRun = new TrainingRun(setupOf(id))
      const { initialWeights } = setupOf(id)
      expect(await numbersOf(trainingRun.copyWeights())).toEqual(initialWeights)
      // A step that is skipped leaves nothing to evaluate at.
      await train(trainingRun, 0, 1, [0])
      expect(await numbersOf(trainingRun.copyWeights())).toEqual(initialWeights)
      const skipped = await trainingRun.snapshot()
      expect(evaluatedNumbers(rule, skipped)).toEqual(initialWeights)

      await train(trainingRun, 1, 5)
      const snapshot = await trainingRun.snapshot()
      const kept = snapshot.state[evaluationStates(rule)!.weights]!
      const tested = await numbersOf(trainingRun.copyWeights())
      expect(tested).toEqual(kept)
      expect(evaluatedNumbers(rule, snapshot)).toEqual(kept)
      const trained = await numbersOf(trainingRun.copyTrainedWeights())
      expect(trained).toEqual(snapshot.parameters)
      expect(tested).not.toEqual(trained)
      trainingRun.dispose()
      expect(tf.memory().numTensors).toBe(before)
    })
  },
)

it('tests other rules at the weights that are trained', async () => {
  const trainingRun = new TrainingRun(setupOf('adam'))
  await train(trainingRun, 0, 3)
  const snapshot = await trainingRun.snapshot()
  expect(await numbersOf(trainingRun.copyWeights())).toEqual(snapshot.parameters)
  expect(evaluatedNumbers(optimizerSpec('adam').rule, snapshot)).toBe(snapshot.parameters)
  trainingRun.dispose()
})

it('lets a schedule act on its own option, not on the limit', async () => {
  const hyper = { schedule: 'step', decayEvery: 0.1, decayFactor: 0.5 }
  const trainingRun = new TrainingRun(setupOf('madeUp', hyper))
  const rows = await train(trainingRun, 0, 3)
  expect([...columnOf(rows, 'stepSize')!]).toEqual([0.5, 0.25, 0.125])
  expect([...columnOf(rows, 'maxLr')!]).toEqual([1, 1, 1])
  trainingRun.dispose()
})
