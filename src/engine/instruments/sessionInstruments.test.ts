/** Instruments in a session: when they measure, what they tell, and that they keep out of its way. */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  CURVATURE_EVERY,
  FIT_COLUMNS,
  INSTRUMENTS,
  MEASURE_EVERY,
  type InstrumentId,
} from '../../spec/instruments'
import { evaluateChunk, inspectChunk } from '../evaluation/evaluate'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { runLossAlongGradient } from '../queries/runLossAlongGradient'
import { TrainingRun } from '../run/trainingRun'
import { Session } from '../session/session'
import { yieldToMessages } from '../session/yieldToMessages'
import { collectEvents } from '../testing/collectEvents'
import { createLinearRuns, linearBatch, linearChunk } from '../testing/linearRuns'
import { FitMeter } from './fitMeter'

beforeAll(() => tf.setBackend('cpu'))

const EVALUATE_EVERY = 25
const WRONG = Uint8Array.of(0, 0, 0, 0, 1, 1)

function createSession(optimizers: readonly string[]) {
  const { network, trainingRuns } = createLinearRuns(optimizers)
  const events = collectEvents()
  const heard = {
    blocks: events.gather('metrics', ({ blocks }) => blocks),
    evaluations: events.gather('evaluations', ({ evaluations }) => evaluations),
    fits: events.gather('fit', ({ report }) => [report]),
    curvatures: events.gather('curvature', ({ run, report }) => [{ run, step: report.step }]),
  }
  const session = new Session({
    trainingRuns,
    batchAt: linearBatch,
    evaluations: new EvaluationQueue((first, count) => linearChunk(1000, first, count), 8, 4),
    evaluate: (parameters, chunk) => evaluateChunk(network, parameters, chunk),
    fitMeter: () =>
      new FitMeter(
        new EvaluationQueue((first, count) => linearChunk(2000, first, count), WRONG.length, 4),
        { isWrong: WRONG, of: 60 },
        (parameters, chunk) => inspectChunk(network, parameters, chunk),
      ),
    lossAlongGradient: (run, batch, stepSizes) =>
      runLossAlongGradient(network, run, batch, stepSizes),
    evaluateEvery: EVALUATE_EVERY,
    stepLimit: null,
    scheduledEdits: [],
    emit: events.emit,
  })
  const train = async (steps: number, on?: readonly InstrumentId[]) => {
    const paused = events.next('paused')
    if (on) session.useInstruments(on)
    session.train(steps)
    await paused
  }
  /** Waits for so many evaluations: they go on while training is paused. */
  const evaluated = async (count: number) => {
    while (heard.evaluations.length < count) await new Promise((wake) => setTimeout(wake, 5))
  }
  return { session, train, evaluated, events, ...heard }
}

/** The numbers of a column of a run, NaN where a block does not have it. */
const column = (blocks: ReturnType<typeof createSession>['blocks'], run: number, name: string) =>
  blocks
    .filter((block) => block.run === run)
    .flatMap(({ columns, values, seconds }) =>
      Array.from(seconds, (_, row) => {
        const at = columns.indexOf(name)
        return at < 0 ? NaN : values[row * columns.length + at]!
      }),
    )

const stepsWith = (numbers: readonly number[]) =>
  numbers.flatMap((value, step) => (Number.isNaN(value) ? [] : [step]))

describe('instruments of a session', () => {
  it('measure at their steps, for every run, and in its rows', async () => {
    const { session, train, blocks, curvatures } = createSession(['alig', 'sgd'])
    await train(CURVATURE_EVERY + 1, ['decrease', 'layers', 'curvature'])
    for (const run of [0, 1]) {
      const every = Array.from(
        { length: CURVATURE_EVERY / MEASURE_EVERY + 1 },
        (_, i) => i * MEASURE_EVERY,
      )
      expect(stepsWith(column(blocks, run, 'predicted_decrease'))).toEqual(every)
      const layers = blocks.flatMap((block) => (block.run === run && block.layers) || [])
      expect(layers.flatMap(({ steps }) => [...steps])).toEqual(every)
      const measured = [0, CURVATURE_EVERY]
      expect(stepsWith(column(blocks, run, 'stable_step_size'))).toEqual(measured)
      expect(curvatures.flatMap((one) => (one.run === run ? one.step : []))).toEqual(measured)
    }
    await session.dispose()
  })

  it('change no number, and add no column while they are off', async () => {
    const plain = createSession(['alig', 'adam'])
    await plain.train(60)
    await plain.evaluated(4)
    const measured = createSession(['alig', 'adam'])
    await measured.train(60, INSTRUMENTS)
    await measured.evaluated(4)
    for (const run of [0, 1])
      for (const name of plain.blocks[0]!.columns)
        expect(column(measured.blocks, run, name), name).toEqual(column(plain.blocks, run, name))
    expect(measured.evaluations.map(({ others: _, ...rest }) => rest)).toEqual(plain.evaluations)
    for (const { columns, layers } of plain.blocks)
      expect([columns, layers]).toEqual([plain.blocks[0]!.columns, undefined])
    expect(plain.evaluations.every((one) => one.others === undefined)).toBe(true)
    await plain.session.dispose()
    await measured.session.dispose()
  })

  it('look at training examples at once and with each evaluation', async () => {
    const { session, train, evaluated, evaluations, fits, events } = createSession(['sgd'])
    const first = events.next('fit')
    session.useInstruments(['interpolation'])
    expect((await first).report).toMatchObject({ run: 0, step: 0, examples: 6, of: 60 })
    await train(2 * EVALUATE_EVERY)
    await evaluated(2)
    expect(evaluations.map(({ step }) => step)).toEqual([EVALUATE_EVERY, 2 * EVALUATE_EVERY])
    for (const { others } of evaluations)
      expect([...others!.keys()].sort()).toEqual(FIT_COLUMNS.map((one) => one.column).sort())
    for (const { right, wrong } of fits)
      expect([right, wrong].map((counts) => counts.reduce((sum, n) => sum + n, 0))).toEqual([4, 2])
    await session.dispose()
  })

  it('let evaluations go that waited for a look, when they are switched off', async () => {
    const { session, train, evaluated, evaluations } = createSession(['sgd', 'alig'])
    await train(EVALUATE_EVERY, ['interpolation'])
    session.useInstruments([])
    await train(EVALUATE_EVERY)
    await evaluated(4)
    expect(evaluations.map(({ step }) => step)).toEqual([25, 25, 50, 50])
    await session.dispose()
  })

  it('give way to a pause, and measure then', async () => {
    const { session, train, events, curvatures } = createSession(['sgd'])
    await train(1)
    const paused = events.next('paused')
    const measured = events.next('curvature')
    session.train()
    session.useInstruments(['curvature'])
    session.pause()
    const { step } = await paused
    expect(curvatures).toHaveLength(0)
    expect((await measured).report.step).toBe(step)
    await session.dispose()
  })

  it('give way to a pause that comes while they measure', async () => {
    const { session, train, events, curvatures } = createSession(['sgd'])
    await train(1)
    const { gradientAt } = TrainingRun.prototype
    let gradients = 0
    const slow = vi.spyOn(TrainingRun.prototype, 'gradientAt').mockImplementation(function (
      this: TrainingRun,
      ...args
    ) {
      // As long as a real network takes; the command comes as messages do.
      if (gradients++ === 0) void yieldToMessages().then(() => session.pause())
      for (const until = performance.now() + 20; performance.now() < until;);
      return gradientAt.apply(this, args)
    })
    const paused = events.next('paused')
    const measured = events.next('curvature')
    session.train()
    session.useInstruments(['curvature'])
    const { step } = await paused
    expect(curvatures).toHaveLength(0)
    expect((await measured).report.step).toBe(step)
    slow.mockRestore()
    await session.dispose()
  })

  it('are not measured again because another one is switched', async () => {
    const { session, train, events, curvatures, fits } = createSession(['sgd'])
    const both = [events.next('curvature'), events.next('fit')]
    session.useInstruments(['curvature', 'interpolation'])
    await Promise.all(both)
    session.useInstruments(['curvature', 'interpolation', 'layers'])
    await train(1)
    expect([curvatures.length, fits.length]).toEqual([1, 1])
    await session.dispose()
  })

  it('leave no tensor behind', async () => {
    const before = tf.memory().numTensors
    const { session, train, evaluated } = createSession(['alig', 'adam'])
    await train(30, INSTRUMENTS)
    await evaluated(2)
    const during = tf.memory().numTensors
    await train(250)
    await evaluated(22)
    expect(tf.memory().numTensors).toBe(during)
    await session.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})
