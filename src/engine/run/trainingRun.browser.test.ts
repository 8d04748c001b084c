import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { optimizerSpec } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { columnOf } from '../../spec/metricTable'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { TrainingRun } from './trainingRun'
import { ReplayRunner } from './runner/replayRunner'
import { activate } from '../testing/backends.browser'
import type { Batch } from './trainStep'

const CLASSES = 3
const COUNT = 4

function setupOf(optimizer: string, hyper: OptionValues) {
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

function batchAt(step: number): Batch {
  const stream = createStream(7, 'data', step)
  const pixels = Array.from({ length: COUNT * 6 }, () => stream.normal())
  const labels = Array.from({ length: COUNT }, () => stream.below(CLASSES))
  return { images: tf.tensor4d(pixels, [COUNT, 2, 3, 1]), labels: tf.tensor1d(labels, 'int32') }
}

async function train(trainingRun: TrainingRun, from: number, to: number): Promise<number[]> {
  const losses: number[] = []
  for (let step = from; step < to; step++) {
    const batch = batchAt(step)
    trainingRun.step(batch, step, 0)
    tf.dispose([batch.images, batch.labels])
    if (!trainingRun.isChecking && step < to - 1) continue
    losses.push(...columnOf((await trainingRun.drain())!, 'loss')!)
  }
  return losses
}

const runnerOf = (trainingRun: TrainingRun) =>
  (trainingRun as unknown as { runner: unknown }).runner

describe('a run on WebGPU', () => {
  beforeAll(() => activate('webgpu'))

  it('trains by replaying a capture, which an edit of a mode renews', async () => {
    const trainingRun = new TrainingRun(setupOf('alig', { momentum: 0.9 }))
    const first = await train(trainingRun, 0, 3)
    const runner = runnerOf(trainingRun)
    expect(runner).toBeInstanceOf(ReplayRunner)
    const { capture } = runner as ReplayRunner
    expect(capture!.dispatchCount).toBeGreaterThan(0)
    trainingRun.edit('maxLr', 0.05, false)
    await train(trainingRun, 3, 5)
    expect((runner as ReplayRunner).capture).toBe(capture)
    trainingRun.edit('momentumMode', 'adjusted', false)
    const last = await train(trainingRun, 5, 8)
    expect((runner as ReplayRunner).capture).not.toBe(capture)
    expect([...first, ...last].every(Number.isFinite)).toBe(true)
    expect(trainingRun.takeWarning()).toBeNull()
    trainingRun.dispose()
  })

  it.each(['alig', 'sgd', 'adam'])('%s goes on from a snapshot with the same bits', async (id) => {
    const setup = setupOf(id, id === 'adam' ? {} : { momentum: 0.9 })
    const whole = new TrainingRun(setup)
    await train(whole, 0, 6)
    const snapshot = await whole.snapshot()
    const expected = await train(whole, 6, 12)
    const resumed = new TrainingRun(setup, { step: 6, snapshot: snapshot })
    expect(await train(resumed, 6, 12)).toEqual(expected)
    ;[whole, resumed].forEach((trainingRun) => trainingRun.dispose())
  })

  it('hands out weights that later steps leave alone', async () => {
    const trainingRun = new TrainingRun(setupOf('sgd', {}))
    await train(trainingRun, 0, 2)
    const { parameters } = await trainingRun.snapshot()
    const queue = new EvaluationQueue(batchAt, 2 * COUNT, COUNT)
    const seen: Promise<unknown>[] = []
    const evaluate = (weights: tf.Tensor1D) => {
      seen.push(weights.data())
      return tf.tensor1d([1, 2])
    }
    queue.add({ run: asRunId(0), step: 2, parameters: trainingRun.copyWeights(), evaluate })
    await train(trainingRun, 2, 4)
    await queue.advance()
    await train(trainingRun, 4, 6)
    expect(await queue.advance()).toMatchObject({ evaluation: { step: 2 } })
    expect(await Promise.all(seen)).toEqual([parameters, parameters])
    expect((await trainingRun.snapshot()).parameters).not.toEqual(parameters)
    trainingRun.dispose()
  })

  it('starts inside a radius that is edited before the first step', async () => {
    const trainingRun = new TrainingRun(setupOf('sgd', {}))
    trainingRun.edit('radius', 0.5, true)
    const { parameters } = await trainingRun.snapshot()
    expect(Math.hypot(...parameters)).toBeCloseTo(0.5, 5)
    trainingRun.dispose()
  })
})
