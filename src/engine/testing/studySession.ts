/** A session of a few runs on a small linear problem, with long looks at them. */
import * as tf from '@tensorflow/tfjs-core'
import type { StudyId } from '../../worker/protocol'
import { evaluateChunk } from '../evaluation/evaluate'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { createStudies } from '../instruments/createStudies'
import { Session } from '../session/session'
import { collectEvents } from './collectEvents'
import { createLinearRuns, linearBatch, linearChunk } from './linearRuns'

const EVALUATE_EVERY = 25

export function createStudySession(optimizers: readonly string[]) {
  const { network, initialWeights, trainingRuns } = createLinearRuns(optimizers)
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
    evaluations: new EvaluationQueue((first, count) => linearChunk(1000, first, count), 8, 4),
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
