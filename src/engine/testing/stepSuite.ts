import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { optimizerSpecs } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { splitHyper } from '../run/hyper'
import { MetricsRing } from '../run/metricsRing'
import { createUpdateStep } from '../run/updateStep'
import { hyperTensors, metricRows, type MetricRow } from './run'
import { makeBatch, startTraining } from './trainingHarness'

const input = { height: 2, width: 3, channels: 1 }
const CLASSES = 3
const PARAMETERS = 7 * CLASSES

function randomNumbers(count: number): Float32Array {
  const stream = createStream(2, 'data')
  return Float32Array.from({ length: count }, () => stream.normal())
}

const makeRandomBatch = (size = 5) =>
  makeBatch(
    randomNumbers(size * 6),
    Array.from({ length: size }, (_, i) => i % CLASSES),
    input,
  )

interface Scripted {
  readonly loss: number
  readonly gradient: readonly number[]
}

/** Feeds one optimizer with prescribed losses and gradients, from the given weights. */
async function script(
  optimizer: string,
  hyper: OptionValues,
  start: readonly number[],
  steps: readonly Scripted[],
): Promise<{ rows: MetricRow[]; weights: number[][] }> {
  const spec = optimizerSpecs.find(({ id }) => id === optimizer)!
  const options = hyperparametersOf(spec)
  const { numbers, staticOptions } = splitHyper(options, { ...defaultValues(options), ...hyper })
  const update = createUpdateStep({ optimizer: spec, staticOptions })
  const scalars = hyperTensors(numbers)
  const ring = new MetricsRing()
  let parameters = tf.tensor1d([...start])
  let state: Tensor[] = spec.stateShapes(start.length).map((shape) => tf.zeros([...shape]))
  const weights: number[][] = []
  for (const { loss, gradient } of steps) {
    const next = tf.tidy(() =>
      update({
        parameters,
        state,
        hyper: scalars,
        loss: tf.scalar(loss) as Scalar,
        gradient: tf.tensor1d([...gradient]),
        accuracy: tf.scalar(0.5),
      }),
    )
    tf.dispose([parameters, state])
    parameters = next.parameters
    state = next.state
    ring.push(next.metrics)
    weights.push(Array.from(await parameters.data()))
  }
  const rows = metricRows(await ring.drain())
  tf.dispose([parameters, state, scalars])
  return { rows, weights }
}

const near = (values: readonly number[], digits = 5) =>
  values.map((value) => expect.closeTo(value, digits))

/** What the engine does around every rule, and what it promises of memory, on one backend. */
export function describeStep(backend: string, activate: () => Promise<unknown>) {
  describe(`training step on ${backend}`, () => {
    beforeAll(async () => void (await activate()))

    describe.each(optimizerSpecs.map(({ id }) => id))('%s', (optimizer) => {
      it('keeps no tensor and gives the same numbers again', async () => {
        const batch = makeRandomBatch()
        const once = async () => {
          const setup = { model: 'softmax', optimizer, input, classes: CLASSES }
          const training = startTraining(setup, randomNumbers(PARAMETERS))
          training.step(batch)
          await training.metrics()
          const before = tf.memory().numTensors
          for (let i = 0; i < 4; i++) training.step(batch)
          // Only the metrics that wait to be read have been added.
          expect(tf.memory().numTensors).toBe(before + 4)
          const rows = await training.metrics()
          expect(tf.memory().numTensors).toBe(before)
          const weights = await training.weights()
          training.dispose()
          return { rows, weights }
        }
        const before = tf.memory().numTensors
        const first = await once()
        expect(tf.memory().numTensors).toBe(before)
        expect(await once()).toEqual(first)
        expect(first.rows).toHaveLength(4)
        expect(first.rows.every(({ skipped }) => skipped === 0)).toBe(true)
        tf.dispose([batch.images, batch.labels])
      })

      it.each([
        ['a NaN loss', { loss: NaN, gradient: [1, 2] }],
        ['an infinite loss', { loss: Infinity, gradient: [1, 2] }],
        ['a NaN in the gradient', { loss: 1, gradient: [NaN, 2] }],
        ['an infinity in the gradient', { loss: 1, gradient: [1, -Infinity] }],
        ['an overflowing gradient norm', { loss: 1, gradient: [1e20, 0] }],
      ])('skips a step with %s', async (_name, broken) => {
        const good = { loss: 1, gradient: [0.5, -0.5] }
        const whole = await script(optimizer, {}, [1, 2], [good, broken, good])
        const without = await script(optimizer, {}, [1, 2], [good, good])
        expect(whole.rows.map(({ skipped }) => skipped)).toEqual([0, 1, 0])
        expect(whole.weights[1]).toEqual(whole.weights[0])
        // The state passed through as well: the step after it is the second step.
        expect(whole.weights[2]).toEqual(without.weights[1])
        const { stepSize, unclipped, effectiveStep, clipped } = whole.rows[1]!
        expect([stepSize, effectiveStep, clipped]).toEqual([0, 0, 0])
        expect(unclipped).toBeNaN()
      })

      it('projects onto the ball after the update, and says so', async () => {
        const steps = [{ loss: 1, gradient: [-0.6, -0.8] }]
        const [free, bound] = [
          await script(optimizer, {}, [3, 4], steps),
          await script(optimizer, { radius: 2.5 }, [3, 4], steps),
        ]
        const length = Math.hypot(...free.weights[0]!)
        expect(length).toBeGreaterThan(5)
        expect(free.rows[0]!.projected).toBe(0)
        expect(bound.rows[0]!.projected).toBe(1)
        expect(bound.weights[0]).toEqual(near(free.weights[0]!.map((w) => (w * 2.5) / length)))
        const moved = Math.hypot(...bound.weights[0]!.map((w, i) => w - [3, 4][i]!))
        expect(bound.rows[0]!.effectiveStep).toBeCloseTo(moved, 4)
        expect(bound.rows[0]!.weightNorm).toBeCloseTo(5, 5)
      })
    })

    it('reports maxLr, its absence and no limit', async () => {
      const steps = [{ loss: 1, gradient: [3, 4] }]
      const row = async (optimizer: string, hyper: OptionValues) =>
        (await script(optimizer, hyper, [1, 1], steps)).rows[0]!
      expect((await row('alig', { maxLr: 0.5 })).maxLr).toBe(0.5)
      expect((await row('alig', { maxLr: null })).maxLr).toBe(Infinity)
      expect((await row('sgd', {})).maxLr).toBeNaN()
      expect((await row('sgd', {})).unclipped).toBeNaN()
      expect((await row('sgd', {})).accuracy).toBe(0.5)
    })

    it('adds the L2 term to the gradient only, or to the objective of ALI-G', async () => {
      // w = (1, 2), lambda = 0.1: g' = g + (0.1, 0.2), lambda |w|^2 / 2 = 0.25.
      const steps = [{ loss: 1, gradient: [0.3, 0.4] }]
      const sgd = await script('sgd', { lr: 1, weightDecay: 0.1 }, [1, 2], steps)
      expect(sgd.weights[0]).toEqual(near([0.6, 1.4]))
      expect(sgd.rows[0]).toMatchObject({ loss: 1, gradNormSq: expect.closeTo(0.25, 6) })

      const alig = await script('alig', { maxLr: 1, weightDecay: 0.1 }, [1, 2], steps)
      // |g'|^2 = 0.16 + 0.36; 1.25 / 0.52 is above maxLr.
      expect(alig.rows[0]!.loss).toBeCloseTo(1.25, 6)
      expect(alig.rows[0]!.gradNormSq).toBeCloseTo(0.52, 6)
      expect(alig.rows[0]!.unclipped).toBeCloseTo(1.25 / 0.52001, 4)
      expect(alig.rows[0]!.clipped).toBe(1)
      expect(alig.weights[0]).toEqual(near([0.6, 1.4]))
    })

    it('counts a tie of all classes for the lowest', async () => {
      const setup = { model: 'softmax', optimizer: 'sgd', input, classes: CLASSES }
      const training = startTraining(setup, new Float32Array(PARAMETERS))
      const batch = makeRandomBatch(6)
      training.step(batch)
      const [row] = await training.metrics()
      expect(row!.accuracy).toBeCloseTo(1 / 3, 6)
      expect(row!.loss).toBeCloseTo(Math.log(3), 6)
      training.dispose()
      tf.dispose([batch.images, batch.labels])
    })
  })
}
