import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { softmaxTwin, type TwinRule } from '../../../e2e/reference/softmaxTwin'
import { createStream } from '../../random/stream'
import type { OptionValues } from '../../spec/hyperparameter'
import { makeBatch, startTraining } from './trainingHarness'

const SIDE = 9
const PIXELS = SIDE * SIDE
const CLASSES = 4
const BATCH = 25
const STEPS = 40
const MEAN = 0.4
const STD = 0.3

/** Very noisy copies of one pattern per class, as bytes: losses stay well above rounding. */
function makeImages(count: number) {
  const stream = createStream(11, 'data')
  const patterns = Array.from({ length: CLASSES * PIXELS }, () => stream.uniform())
  const labels = Uint8Array.from({ length: count }, () => stream.below(CLASSES))
  const images = Uint8Array.from({ length: count * PIXELS }, (_, i) => {
    const label = labels[Math.floor(i / PIXELS)]!
    const value = patterns[label * PIXELS + (i % PIXELS)]! + 3 * (stream.uniform() - 0.5)
    return Math.round(255 * Math.min(Math.max(value, 0), 1))
  })
  return { images, labels }
}

interface Pair {
  readonly name: string
  readonly rule: TwinRule
  readonly optimizer: string
  readonly hyper: OptionValues
}

const pairs: readonly Pair[] = [
  {
    name: 'ALI-G, maxLr 1',
    rule: { kind: 'alig', maxLr: 1 },
    optimizer: 'alig',
    hyper: { maxLr: 1 },
  },
  {
    name: 'ALI-G, maxLr 0.01',
    rule: { kind: 'alig', maxLr: 0.01 },
    optimizer: 'alig',
    hyper: { maxLr: 0.01 },
  },
  {
    name: 'ALI-G, maxLr 0.1, momentum 0.9',
    rule: { kind: 'alig', maxLr: 0.1, momentum: 0.9 },
    optimizer: 'alig',
    hyper: { maxLr: 0.1, momentum: 0.9 },
  },
  {
    name: 'SGD, lr 0.1',
    rule: { kind: 'sgd', lr: 0.1 },
    optimizer: 'sgd',
    hyper: { lr: 0.1 },
  },
  {
    name: 'SGD, lr 0.01, Nesterov 0.9',
    rule: { kind: 'sgd', lr: 0.01, momentum: 0.9, nesterov: true },
    optimizer: 'sgd',
    hyper: { lr: 0.01, momentum: 0.9, nesterov: true },
  },
  { name: 'Adam, lr 0.001', rule: { kind: 'adam', lr: 0.001 }, optimizer: 'adam', hyper: {} },
]

const relative = (actual: number, expected: number) => Math.abs(actual - expected) / expected

/** Softmax regression against the float64 twin, 1e-3 relative on every number of every step. */
export function describeTwin(backend: string, activate: () => Promise<unknown>) {
  describe(`softmax regression in float64 and on ${backend}`, () => {
    beforeAll(async () => void (await activate()))

    it.each(pairs)('$name', async ({ rule, optimizer, hyper }) => {
      const { images, labels } = makeImages(4 * BATCH)
      const twin = softmaxTwin({
        images,
        labels,
        pixels: PIXELS,
        classes: CLASSES,
        mean: MEAN,
        std: STD,
        batch: BATCH,
        steps: STEPS,
        rule,
      })
      const input = { height: SIDE, width: SIDE, channels: 1 }
      const training = startTraining(
        { model: 'softmax', optimizer, hyper, input, classes: CLASSES },
        new Float32Array((PIXELS + 1) * CLASSES),
      )
      for (let step = 0; step < STEPS; step++) {
        const first = (step % 4) * BATCH
        const bytes = images.subarray(first * PIXELS, (first + BATCH) * PIXELS)
        const standardised = Float32Array.from(bytes, (byte) => (byte / 255 - MEAN) / STD)
        const batch = makeBatch(standardised, labels.subarray(first, first + BATCH), input)
        training.step(batch)
        tf.dispose([batch.images, batch.labels])
      }
      const rows = await training.metrics()
      training.dispose()
      expect(rows).toHaveLength(STEPS)
      // The comparison would prove little if nothing had been learnt.
      expect(twin.at(-1)!.loss).toBeLessThan(0.7 * twin[0]!.loss)
      twin.forEach((expected, step) => {
        const row = rows[step]!
        const at = `step ${step}`
        expect(relative(row.loss, expected.loss), `${at}, loss`).toBeLessThan(1e-3)
        expect(relative(row.gradNormSq, expected.gradNormSq), `${at}, |g|^2`).toBeLessThan(1e-3)
        expect(relative(row.stepSize, expected.stepSize), `${at}, step size`).toBeLessThan(1e-3)
        expect(relative(row.effectiveStep, expected.effectiveStep), at).toBeLessThan(1e-3)
        if (expected.unclipped === null) expect(row.unclipped, at).toBeNaN()
        else expect(relative(row.unclipped, expected.unclipped), at).toBeLessThan(1e-3)
        expect(row.accuracy, `${at}, accuracy`).toBeCloseTo(expected.accuracy, 6)
        expect(row.weightNorm, `${at}, |w|`).toBeCloseTo(expected.weightNorm, 4)
      })
    })
  })
}
