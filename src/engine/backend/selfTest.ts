/**
 * A tiny training step with a known answer, run once on a backend before it is trusted: drivers
 * and half-precision textures have been seen to start, report nothing and compute nonsense. A
 * second step with a NaN in its images checks that such a step is skipped.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Tensor4D } from '@tensorflow/tfjs-core'
import { mlpForward } from '../../models/mlp/model'
import { mlpSpec } from '../../models/mlp/spec'
import { aligSpec } from '../../optimizers/alig/spec'
import type { MetricColumn } from '../../spec/metrics'
import { columnOf } from '../../spec/metricTable'
import { decodeRows } from '../run/metricRow'
import { createTrainStep } from '../run/trainStep'

/** Three examples of two pixels, two classes, three hidden units; momentum 0.9, maxLr 0.5. */
export const SELF_TEST = {
  images: [0.5, -1, 1.5, 0.25, -0.75, 1],
  labels: [0, 1, 0],
  classes: 2,
  hidden: 3,
  weights: [
    0.6, -0.4, 0.9, 0.3, 0.8, -0.5, 0.1, -0.2, 0.05, 0.7, -0.6, -0.3, 0.4, 0.2, 0.9, 0, 0.1,
  ],
  hyper: { maxLr: 0.5, momentum: 0.9, eps: 1e-5, weightDecay: 0, minLoss: 0, radius: 3.4e38 },
} as const

/** What the step gives, computed in float64; see the test beside this file. */
export const SELF_TEST_ANSWER = {
  loss: 1.0408611091,
  gradNormSq: 0.5816765497,
  stepSize: 0.5,
  weights: [
    0.3657283325, -0.2878136234, 1.0261462825, -0.0340573118, 0.6504181646, -0.3201229859,
    0.1253647554, -0.3495818354, 0.0363420548, 0.5167356011, -0.4167356011, -0.1076804973,
    0.2076804973, 0.1672710715, 0.9327289285, 0.2331996866, -0.1331996866,
  ],
} as const

/** Far more than float32 needs, far less than float16 errs. */
const TOLERANCE = 1e-4

const isNear = (actual: number | undefined, expected: number) =>
  actual !== undefined && Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected))

/** One step of the probe on the backend in use: metrics and weights after it. */
async function trainOnce(images: readonly number[]) {
  const step = createTrainStep({
    optimizer: aligSpec,
    staticOptions: { momentumMode: 'standard' },
    model: mlpSpec,
    forward: mlpForward,
    modelOptions: { width: SELF_TEST.hidden, depth: 1, activation: 'relu' },
    input: { height: 1, width: 2, channels: 1 },
    classes: SELF_TEST.classes,
  })
  const { parameters, state, metrics } = tf.tidy(() => {
    const hyper = Object.entries(SELF_TEST.hyper).map(([key, value]) => [key, tf.scalar(value)])
    const pixels: Tensor4D = tf.tensor4d([...images], [SELF_TEST.labels.length, 1, 2, 1])
    return step({
      parameters: tf.tensor1d([...SELF_TEST.weights]),
      state: [tf.zeros([SELF_TEST.weights.length])],
      hyper: Object.fromEntries(hyper),
      batch: { images: pixels, labels: tf.tensor1d([...SELF_TEST.labels], 'int32') },
    })
  })
  const [row, weights] = await Promise.all([metrics.data(), parameters.data()])
  const rows = decodeRows(Float32Array.from(row))
  const read = {
    metric: (column: MetricColumn) => columnOf(rows, column)?.[0],
    weights: Array.from(weights),
  }
  tf.dispose([parameters, state, metrics])
  return read
}

/**
 * Trains the probe on the backend in use.
 * @returns what is wrong with its numbers, as the end of a sentence; undefined if nothing is
 */
export async function testBackend(): Promise<string | undefined> {
  const { metric, weights } = await trainOnce(SELF_TEST.images)
  const expected = SELF_TEST_ANSWER
  const right =
    isNear(metric('loss'), expected.loss) &&
    isNear(metric('gradNormSq'), expected.gradNormSq) &&
    isNear(metric('stepSize'), expected.stepSize) &&
    metric('skipped') === 0 &&
    expected.weights.every((weight, i) => isNear(weights[i], weight))
  if (!right) return 'a training step with a known answer came out wrong'

  const broken = await trainOnce(SELF_TEST.images.map((pixel, i) => (i === 0 ? NaN : pixel)))
  const unchanged = SELF_TEST.weights.every((weight, i) => isNear(broken.weights[i], weight))
  if (broken.metric('skipped') !== 1 || !unchanged) {
    return 'it does not notice when a number is not a number'
  }
  return undefined
}
