/** A session of a few runs on a small linear problem, with long looks at them. */
import * as tf from '@tensorflow/tfjs-core'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import type { StudyId } from '../../worker/protocol'
import { evaluateChunk } from '../evaluation/evaluate'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { createStudies } from '../instruments/createStudies'
import { createNetwork } from '../run/network'
import { TrainingRun } from '../run/trainingRun'
import { Session } from '../session/session'
import { collectEvents } from './collectEvents'
import { LINEAR_CLASSES, LINEAR_INPUT, LINEAR_SIZE, linearData } from './linearTwin'
import { makeBatch } from './trainingHarness'

const EVALUATE_EVERY = 25

const linearBatch = (step: number) => {
  const { pixels, labels } = linearData(step)
  return makeBatch(pixels, labels, LINEAR_INPUT)
}

export function createStudySession(optimizers: readonly string[]) {
  const setup = {
    model: { id: 'softmax', options: {} },
    input: LINEAR_INPUT,
    classes: LINEAR_CLASSES,
    stepsPerEpoch: 10,
  }
  const network = createNetwork({
    ...setup,
    model: modelSpec('softmax'),
    forward: forwardOf('softmax'),
    modelOptions: {},
  })
  const stream = createStream(1, 'data')
  const initialWeights = Float32Array.from({ length: LINEAR_SIZE }, () => stream.normal())
  const trainingRuns = optimizers.map(
    (optimizer, i) =>
      new TrainingRun({
        ...setup,
        id: asRunId(i),
        config: { optimizer, hyper: defaultValues(hyperparametersOf(optimizerSpec(optimizer))) },
        initialWeights,
      }),
  )
  const events = collectEvents()
  const heard = {
    blocks: events.gather('metrics', ({ blocks }) => blocks),
    evaluations: events.gather('evaluations', ({ evaluations }) => evaluations),
    rateTests: events.gather('rateTest', ({ report }) => [report]),
    landscapes: events.gather('landscape', ({ report }) => [report]),
    ended: events.gather('studyEnded', ({ study }): StudyId[] => [study]),
    warnings: events.gather('warning', ({ sentence }) => [sentence]),
  }
  const session = new Session({
    trainingRuns,
    batchAt: linearBatch,
    evaluations: new EvaluationQueue(
      (first, count) => {
        const { pixels, labels } = linearData(1000)
        const size = pixels.length / labels.length
        return makeBatch(
          pixels.slice(first * size, (first + count) * size),
          labels.slice(first, first + count),
          LINEAR_INPUT,
        )
      },
      8,
      4,
    ),
    evaluate: (parameters, chunk) => evaluateChunk(network, parameters, chunk),
    lossAlongGradient: () => Promise.reject(new Error('not asked for')),
    loadStudies: async () =>
      createStudies({
        batchAt: linearBatch,
        heldSample: () => linearBatch(500),
        network,
        trainingSample: () => linearBatch(600),
        trainingExamples: 60,
        emit: events.emit,
      }),
    pathCopies: 8,
    evaluateEvery: EVALUATE_EVERY,
    stepLimit: null,
    scheduledEdits: [],
    emit: events.emit,
  })
  const train = async (steps: number) => {
    const paused = events.next('paused')
    session.train(steps)
    await paused
  }
  const until = async (isDone: () => boolean) => {
    while (!isDone()) await new Promise((wake) => setTimeout(wake, 2))
  }
  return { session, train, until, events, initialWeights, ...heard }
}

/** Tensors that are in memory. */
export const tensorCount = () => tf.memory().numTensors
