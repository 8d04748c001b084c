import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunConfig } from '../../experiment/experiment'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { METRIC_COLUMNS, type MetricColumn } from '../../spec/metrics'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import type { LossAlongGradient } from '../../worker/protocol'
import { evaluateChunk } from '../evaluation/evaluate'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { initialWeights } from '../run/initialWeights'
import { TrainingRun } from '../run/trainingRun'
import { runLossAlongGradient } from './runLossAlongGradient'
import { EVEN_POINTS, lineStepSizes, lossAlongGradient } from './lossAlongGradient'
import { createNetwork, type Network } from '../run/network'
import { columnIn } from '../testing/run'
import { Session } from '../session/session'
import type { Batch } from '../run/trainStep'
import { collectEvents } from '../testing/collectEvents'

const INPUT = { height: 2, width: 3, channels: 1 }
const PIXELS = 6
const CLASSES = 3
const COUNT = 5

beforeAll(() => tf.setBackend('cpu'))

function networkOf(id: string, options: OptionValues = {}): Network {
  const model = modelSpec(id)
  return createNetwork({
    model,
    forward: forwardOf(id),
    modelOptions: { ...defaultValues(model.options), ...options },
    input: INPUT,
    classes: CLASSES,
  })
}

function numbersAt(step: number, count = COUNT) {
  const stream = createStream(7, 'data', step)
  const pixels = Array.from({ length: count * PIXELS }, () => stream.normal())
  const labels = Array.from({ length: count }, () => stream.below(CLASSES))
  return { pixels, labels }
}

function batchAt(step: number, count = COUNT): Batch {
  const { pixels, labels } = numbersAt(step, count)
  return { images: tf.tensor4d(pixels, [count, 2, 3, 1]), labels: tf.tensor1d(labels, 'int32') }
}

/** Loss and gradient of softmax regression, x @ W + b, in plain numbers. */
function softmaxRegression(weights: readonly number[], step: number, l2: number) {
  const { pixels, labels } = numbersAt(step)
  const gradient = weights.map((w) => l2 * w)
  let loss = (l2 / 2) * weights.reduce((sum, w) => sum + w * w, 0)
  labels.forEach((label, row) => {
    const x = pixels.slice(row * PIXELS, (row + 1) * PIXELS)
    const logits = Array.from({ length: CLASSES }, (_, c) =>
      x.reduce(
        (sum, value, i) => sum + value * weights[i * CLASSES + c]!,
        weights[PIXELS * CLASSES + c]!,
      ),
    )
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0)
    loss -= (logits[label]! - Math.log(total)) / COUNT
    logits.forEach((logit, c) => {
      const slope = (Math.exp(logit) / total - (c === label ? 1 : 0)) / COUNT
      x.forEach((value, i) => (gradient[i * CLASSES + c]! += slope * value))
      gradient[PIXELS * CLASSES + c]! += slope
    })
  })
  return { loss, gradient }
}

describe('probedStepSizes', () => {
  it('spreads points evenly to twice the longest step and takes the steps themselves in', () => {
    const sizes = lineStepSizes([0.3, 0.5, 0.123, -1, NaN, Infinity])
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(sizes[0]).toBe(0)
    expect(sizes.at(-1)).toBe(1)
    for (const size of [0.3, 0.5, 0.123, 0.05, 0.95]) expect(sizes).toContain(size)
    expect(new Set(sizes).size).toBe(sizes.length)
    expect(sizes.length).toBeLessThanOrEqual(EVEN_POINTS + 3)
  })

  it('has a line to look along even where no step is known', () => {
    expect(lineStepSizes([NaN]).at(-1)).toBeGreaterThan(0)
  })
})

describe('probeLine', () => {
  it('gives the losses that softmax regression has by hand, with and without an L2 term', async () => {
    const network = networkOf('softmax')
    const stream = createStream(3, 'weights', 0)
    const weights = Array.from({ length: network.parameterCount }, () => stream.normal())
    for (const l2 of [0, 0.1]) {
      const parameters = tf.tensor1d(weights)
      const batch = batchAt(4)
      const probe = await lossAlongGradient({
        ...{ network, parameters, batch, l2 },
        stepSizes: (loss, gradNormSq) => [loss / gradNormSq, 0.1],
      })
      const start = softmaxRegression(weights, 4, l2)
      const gradNormSq = start.gradient.reduce((sum, g) => sum + g * g, 0)
      expect(probe.loss).toBeCloseTo(start.loss, 5)
      expect(probe.gradNormSq).toBeCloseTo(gradNormSq, 5)
      expect(probe.points.length).toBeGreaterThanOrEqual(EVEN_POINTS)
      expect(probe.points[0]).toEqual({ stepSize: 0, loss: probe.loss })
      for (const { stepSize, loss } of probe.points) {
        const moved = weights.map((w, i) => w - stepSize * start.gradient[i]!)
        expect(loss).toBeCloseTo(softmaxRegression(moved, 4, l2).loss, 4)
      }
      tf.dispose([parameters, batch.images, batch.labels])
    }
  })

  it('starts along its tangent, whose slope is -|g|^2', async () => {
    const network = networkOf('mlp', { width: 8, depth: 2 })
    const parameters = tf.tensor1d(initialWeights(network.tensors, 1))
    const batch = batchAt(0)
    const { points, loss, gradNormSq } = await lossAlongGradient({
      ...{ network, parameters, batch, l2: 0 },
      stepSizes: () => [2e-3],
    })
    const { stepSize, loss: reached } = points.find((point) => point.stepSize === 2e-3)!
    expect((reached - loss) / stepSize / -gradNormSq).toBeCloseTo(1, 1)
    tf.dispose([parameters, batch.images, batch.labels])
  })

  it('gives its memory back and leaves weights and batch alone', async () => {
    const network = networkOf('mlp', { width: 8 })
    const parameters = tf.tensor1d(initialWeights(network.tensors, 1))
    const batch = batchAt(0)
    const before = { weights: await parameters.data(), tensors: tf.memory().numTensors }
    await lossAlongGradient({ network, parameters, batch, l2: 0.5, stepSizes: () => [1] })
    expect(tf.memory().numTensors).toBe(before.tensors)
    expect(Array.from(await parameters.data())).toEqual(Array.from(before.weights))
    tf.dispose([parameters, batch.images, batch.labels])
  })
})

const configOf = (optimizer: string, hyper: OptionValues): RunConfig => ({
  optimizer,
  hyper: { ...defaultValues(hyperparametersOf(optimizerSpec(optimizer))), ...hyper },
})

/** A session of three runs on a tiny network, which probes at the steps it is told to. */
function createSession() {
  const model = { id: 'mlp', options: { width: 8, depth: 1, activation: 'tanh' } }
  const network = networkOf(model.id, model.options)
  const weights = initialWeights(network.tensors, 1)
  const trainingRuns = [
    configOf('alig', { momentum: 0.9, weightDecay: 0.01 }),
    configOf('sgd', { lr: 0.3 }),
    configOf('adam', {}),
  ].map(
    (config, index) =>
      new TrainingRun({
        ...{ id: asRunId(index), config, model, input: INPUT, classes: CLASSES },
        stepsPerEpoch: 10,
        initialWeights: weights,
      }),
  )
  const events = collectEvents()
  const blocks = events.gather('metrics', (event) => event.blocks)
  const reports: readonly (LossAlongGradient | null)[] = events.gather(
    'lossAlongGradient',
    ({ report }) => [report],
  )
  const warnings = events.gather('warning', ({ sentence }) => [sentence])
  let requestWhileTraining = false
  const session: Session = new Session({
    trainingRuns,
    batchAt,
    evaluations: new EvaluationQueue((first, count) => batchAt(1000 + first, count), 10, 4),
    evaluate: (parameters, chunk) => evaluateChunk(network, parameters, chunk),
    lossAlongGradient: (trainingRun, batch, stepSizes) =>
      runLossAlongGradient(network, trainingRun, batch, stepSizes),
    evaluateEvery: 7,
    stepLimit: null,
    scheduledEdits: [],
    emit: events.emit,
  })
  events.on('metrics', ({ step }) => {
    if (requestWhileTraining) session.lossAlongGradient(asRunId(step % 3), [0.3])
  })
  /** Does something and waits for its answer; a warning on the way is a failure too. */
  const until = async (type: 'paused' | 'lossAlongGradient', act: () => void) => {
    const answer = events.next(type)
    act()
    await answer
    expect(warnings).toEqual([])
  }
  const column = (run: number, name: MetricColumn) => columnIn(blocks, run, name)
  return {
    ...{ session, reports, blocks, column },
    train: (steps: number) => until('paused', () => session.train(steps)),
    probe: async (run: number) => {
      await until('lossAlongGradient', () => session.lossAlongGradient(asRunId(run), [0.3]))
      return reports.at(-1)!
    },
    requestWhileTraining: () => (requestWhileTraining = true),
  }
}

describe('a session that is probed', () => {
  it('trains to the very same numbers, probed while paused and while training', async () => {
    const plain = createSession()
    const probed = createSession()
    await plain.train(30)
    await probed.probe(0)
    await probed.train(5)
    await probed.probe(1)
    await probed.probe(2)
    probed.requestWhileTraining()
    for (let i = 0; i < 25; i++) await probed.train(1)
    expect(probed.reports.length).toBeGreaterThan(10)
    for (const name of METRIC_COLUMNS)
      for (const run of [0, 1, 2]) expect(probed.column(run, name)).toEqual(plain.column(run, name))
    await Promise.all([plain.session.dispose(), probed.session.dispose()])
  })

  it('tells before the step what the step then does', async () => {
    const { train, probe, column, session } = createSession()
    await train(4)
    const report = await probe(0)
    expect(report.step).toBe(4)
    await train(1)
    expect(report.loss).toBeCloseTo(column(0, 'loss')[4]!, 6)
    expect(report.gradNormSq).toBeCloseTo(column(0, 'gradNormSq')[4]!, 6)
    const { eps, maxLr } = report.values as Record<string, number>
    const unclipped = report.loss / (report.gradNormSq + eps!)
    expect(unclipped).toBeCloseTo(column(0, 'unclipped')[4]!, 5)
    expect(Math.min(unclipped, maxLr!)).toBeCloseTo(column(0, 'stepSize')[4]!, 5)
    const sizes = report.points.map(({ stepSize }) => stepSize)
    expect(sizes).toContain(unclipped)
    expect(sizes).toContain(Math.min(unclipped, maxLr!))
    expect(sizes).toContain(0.3)
    await session.dispose()
  })

  it('answers with nothing for a run that has left', async () => {
    const { probe, session } = createSession()
    session.remove(asRunId(1))
    expect(await probe(1)).toBeNull()
    await session.dispose()
  })
})
