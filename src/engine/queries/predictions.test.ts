import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createBatchSource } from '../../data/batchSource'
import type { TrainingImages } from '../../data/datasetLoader'
import { noisyLabels } from '../../data/noise'
import type { RunConfig } from '../../experiment/experiment'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import type { MetricBlock } from '../../worker/protocol'
import { chunksOf, createBatchMaker } from '../run/batchTensors'
import { evaluateChunk, inspectChunk } from '../evaluation/evaluate'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { initialWeights } from '../run/initialWeights'
import { TrainingRun } from '../run/trainingRun'
import { createPredictor } from './predictions'
import { createNetwork } from '../run/network'
import { Session } from '../session/session'
import { activate } from '../testing/backends.node'
import { collectEvents } from '../testing/collectEvents'

const input = { height: 3, width: 2, channels: 2 }
const SIZE = 12
const CLASSES = 4
const TEST = 37

beforeAll(() => activate('cpu'))

function randomImages(count: number, seed: number) {
  const stream = createStream(seed, 'data')
  return {
    images: Uint8Array.from({ length: count * SIZE }, () => stream.below(256)),
    labels: Uint8Array.from({ length: count }, () => stream.below(CLASSES)),
    count,
  }
}

const run = (optimizer: string): RunConfig => ({
  optimizer,
  hyper: defaultValues(hyperparametersOf(optimizerSpec(optimizer))),
})

/** A session on small random images with a quarter of the labels wrong, and all that it said. */
function createSession(onMetrics: () => void = () => undefined) {
  const model = { id: 'mlp', options: { width: 8, depth: 1, activation: 'tanh' } }
  const network = createNetwork({
    model: modelSpec(model.id),
    forward: forwardOf(model.id),
    modelOptions: model.options,
    input,
    classes: CLASSES,
  })
  const clean = randomImages(60, 1)
  const test = randomImages(TEST, 2)
  const statistics = { mean: [0.5, 0.4], std: [0.3, 0.2] }
  const labels = noisyLabels(clean.labels, 0.25, CLASSES, 3)
  const train: TrainingImages = { ...clean, labels, statistics }
  const batches = createBatchSource({
    ...{ train, input, batch: 10, seed: 1, shuffle: true, augment: false },
  })
  const toBatch = createBatchMaker(input, statistics)
  const initial = initialWeights(network.tensors, 1)
  const trainingRuns = [run('alig'), run('adam')].map(
    (config, index) =>
      new TrainingRun({
        ...{ id: asRunId(index), config, model, input, classes: CLASSES },
        ...{ stepsPerEpoch: 6, initialWeights: initial },
      }),
  )
  const events = collectEvents()
  const heard = {
    blocks: events.gather('metrics', ({ blocks }) => blocks),
    evaluations: events.gather('evaluations', ({ evaluations }) => evaluations),
    inspections: events.gather('inspection', ({ inspection }) => [inspection]),
    predictor: events.gather('predictions', ({ predictions }) => [predictions]),
    warnings: events.gather('warning', ({ sentence }) => [sentence]),
  }
  events.on('metrics', onMetrics)
  const session = new Session({
    trainingRuns,
    batchAt: (step) => {
      const batch = batches.batchAt(step)
      return toBatch(batch.images, batch.labels)
    },
    evaluations: new EvaluationQueue(chunksOf(test, toBatch), TEST, 10),
    evaluate: (parameters, chunk) => evaluateChunk(network, parameters, chunk),
    examples: {
      inspect: (parameters, chunk) => inspectChunk(network, parameters, chunk),
      predictor: createPredictor({
        network,
        input,
        train,
        cleanLabels: clean.labels,
        test: () => test,
        batches,
      }),
    },
    lossAlongGradient: () => Promise.reject(new Error('not asked for')),
    evaluateEvery: 5,
    stepLimit: 40,
    scheduledEdits: [],
    emit: events.emit,
  })
  const train40 = async () => {
    const paused = events.next('paused')
    session.train()
    return (await paused).reason
  }
  return { session, train40, test, clean, labels, batches, ...heard }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 100))
const rows = (blocks: readonly MetricBlock[]) =>
  blocks.flatMap(({ run: index, values }) => [index, ...values])

describe('looking at examples', () => {
  it('changes neither metrics nor evaluations, to the last bit', async () => {
    const closed = createSession()
    await closed.train40()
    const open = createSession(() => {
      open.session.query({ kind: 'batch', count: 10 })
      open.session.query({ kind: 'test', index: 3 })
    })
    open.session.inspect(true)
    await open.train40()
    await settled()
    // The order in which the two runs' blocks come may differ; that of each run may not.
    for (const index of [0, 1]) {
      const of = ({ blocks }: typeof open) => rows(blocks.filter((b) => b.run === index)).join()
      expect(of(open).replaceAll(`,${index},`, ',')).toBe(of(closed).replaceAll(`,${index},`, ','))
    }
    expect(open.evaluations).toEqual(closed.evaluations)
    expect(open.evaluations).toHaveLength(2 * 8)
    expect(open.predictor.length).toBeGreaterThan(1)
    expect(closed.inspections).toEqual([])
    expect(open.warnings).toEqual([])
    await Promise.all([open.session.dispose(), closed.session.dispose()])
  })

  it('counts every test image once, and as the evaluation of the same step does', async () => {
    const { session, train40, test, evaluations, inspections } = createSession()
    session.inspect(true)
    await train40()
    await settled()
    for (const evaluation of evaluations) {
      const inspection = inspections.find(
        ({ run: index, step }) => index === evaluation.run && step === evaluation.step,
      )!
      expect(inspection).toMatchObject({ ...evaluation })
      const { confusion, worst } = inspection
      const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0)
      expect(sum(confusion)).toBe(TEST)
      const diagonal = Array.from({ length: CLASSES }, (_, i) => confusion[i * CLASSES + i]!)
      expect(sum(diagonal) / TEST).toBeCloseTo(evaluation.accuracy, 6)
      expect(worst.indices).toHaveLength(Math.min(24, TEST - sum(diagonal)))
      expect([...worst.losses]).toEqual([...worst.losses].sort((a, b) => b - a))
      worst.indices.forEach((index, i) => {
        expect(worst.labels[i]).toBe(test.labels[index])
        expect(worst.predicted[i]).not.toBe(worst.labels[i])
        expect([...worst.pixels.subarray(i * SIZE, (i + 1) * SIZE)]).toEqual([
          ...test.images.subarray(index * SIZE, (index + 1) * SIZE),
        ])
      })
    }
    await session.dispose()
  })

  it('looks at once where nothing trains, and counts no evaluation for it', async () => {
    const { session, evaluations, inspections } = createSession()
    session.inspect(true)
    await settled()
    expect(inspections.map(({ run: index, step }) => [index, step])).toEqual([
      [0, 0],
      [1, 0],
    ])
    expect(evaluations).toEqual([])
    await session.dispose()
  })

  it('shows the batch to come, with labels before and after noise', async () => {
    const { session, predictor, batches, clean, labels } = createSession()
    session.query({ kind: 'batch', count: 7 })
    await settled()
    const [look] = predictor
    const expected = batches.batchAt(0).indices.slice(0, 7)
    expect(look!.indices).toEqual(expected)
    expected.forEach((index, i) => {
      expect(look!.labels[i]).toBe(labels[index])
      expect(look!.trueLabels[i]).toBe(clean.labels[index])
      expect([...look!.pixels.subarray(i * SIZE, (i + 1) * SIZE)]).toEqual([
        ...clean.images.subarray(index * SIZE, (index + 1) * SIZE),
      ])
    })
    expect(look!.runs.map(({ run: index }) => index)).toEqual([0, 1])
    // Both runs start from the same weights.
    expect(look!.runs[0]!.scores).toEqual(look!.runs[1]!.scores)
    await session.dispose()
  })

  it('gives a picture what the same test image gets, and leaves no tensors', async () => {
    const { session, predictor, test } = createSession()
    session.query({ kind: 'test', index: 5 })
    await settled()
    const before = tf.memory().numTensors
    session.query({ kind: 'picture', pixels: test.images.slice(5 * SIZE, 6 * SIZE) })
    await settled()
    expect(tf.memory().numTensors).toBe(before)
    expect(predictor[1]!.runs).toEqual(predictor[0]!.runs)
    expect(predictor[1]!.indices).toEqual(Int32Array.of(-1))
    expect(predictor[0]!.labels[0]).toBe(test.labels[5])
    await session.dispose()
  })
})
