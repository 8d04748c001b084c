import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunConfig } from '../../experiment/experiment'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { NOT_A_NUMBER, ownRule, SQUARED } from '../../optimizers/ownRules/testing/rules'
import { optimizerSpec } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { METRIC_COLUMNS, type MetricColumn } from '../../spec/metrics'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import type { RegionsReport } from '../../worker/protocol'
import { evaluateChunk } from '../evaluation/evaluate'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { initialWeights } from '../run/initialWeights'
import { TrainingRun } from '../run/trainingRun'
import { runLossAlongGradient } from '../queries/runLossAlongGradient'
import { createNetwork } from '../run/network'
import { RegionsQueue } from '../queries/decisionRegions'
import { columnIn } from '../testing/run'
import { Session } from './session'
import type { ScheduledEdit, SessionSetup } from './sessionSetup'
import type { Batch } from '../run/trainStep'
import { collectEvents } from '../testing/collectEvents'

const INPUT = { height: 2, width: 3, channels: 1 }
const CLASSES = 3
const BATCH = 4
const MODEL = { id: 'mlp', options: { width: 8, depth: 1, activation: 'tanh' } }

beforeAll(() => tf.setBackend('cpu'))

const run = (optimizer: string, hyper: OptionValues = {}): RunConfig => ({
  optimizer,
  hyper: { ...defaultValues(hyperparametersOf(optimizerSpec(optimizer))), ...hyper },
})

function batchAt(step: number, count = BATCH): Batch {
  const stream = createStream(7, 'data', step)
  const pixels = Array.from({ length: count * 6 }, () => stream.normal())
  const labels = Array.from({ length: count }, () => stream.below(CLASSES))
  return { images: tf.tensor4d(pixels, [count, 2, 3, 1]), labels: tf.tensor1d(labels, 'int32') }
}

interface Options extends Partial<Pick<SessionSetup, 'stepLimit' | 'evaluateEvery' | 'regions'>> {
  readonly onRegions?: (report: RegionsReport) => void
  readonly edits?: readonly ScheduledEdit[]
  readonly trains?: boolean
  readonly compiles?: boolean
  /** What a piece of a test takes at least. */
  readonly testMs?: number
  readonly onMetrics?: (step: number) => void
}

/** A session on a tiny problem that remembers everything it said. */
function createSession(configs: readonly RunConfig[], options: Options = {}) {
  const network = createNetwork({
    model: modelSpec(MODEL.id),
    forward: forwardOf(MODEL.id),
    modelOptions: MODEL.options,
    input: INPUT,
    classes: CLASSES,
  })
  const weights = initialWeights(network.tensors, 1)
  const trainingRuns = configs.map(
    (config, index) =>
      new TrainingRun({
        id: asRunId(index),
        config,
        model: MODEL,
        input: INPUT,
        classes: CLASSES,
        stepsPerEpoch: 10,
        initialWeights: weights,
      }),
  )
  const events = collectEvents()
  const heard = {
    blocks: events.gather('metrics', ({ blocks }) => blocks),
    evaluations: events.gather('evaluations', ({ evaluations }) => evaluations),
    training: events.gather('trainingEvaluation', ({ evaluation }) => [evaluation]),
    edits: events.gather('edited', ({ type: _, ...edit }) => [edit]),
    diverged: events.gather('diverged', (event) => [event]),
    snapshots: events.gather('snapshot', ({ snapshot }) => [snapshot]),
    otherWork: events.gather('metrics', ({ otherWork }) => [otherWork]),
    /** Whether each `training` told of compiling. */
    compiling: events.gather('training', ({ compiling }) => [compiling ?? false]),
  }
  events.on('metrics', ({ step }) => options.onMetrics?.(step))
  events.on('regions', ({ report }) => options.onRegions?.(report))
  const setup: SessionSetup = {
    trainingRuns,
    batchAt,
    evaluations: new EvaluationQueue((first, count) => batchAt(1000 + first, count), 10, 4),
    ...(options.trains
      ? { trainingEvaluations: new EvaluationQueue((first, count) => batchAt(first, count), 12, 4) }
      : {}),
    evaluate: (parameters, chunk) => {
      for (const until = performance.now() + (options.testMs ?? 0); performance.now() < until;);
      return evaluateChunk(network, parameters, chunk)
    },
    lossAlongGradient: (trainingRun, batch, stepSizes) =>
      runLossAlongGradient(network, trainingRun, batch, stepSizes),
    ...(options.regions ? { regions: options.regions } : {}),
    evaluateEvery: options.evaluateEvery ?? 100,
    stepLimit: options.stepLimit ?? null,
    scheduledEdits: options.edits ?? [],
    compiles: options.compiles ?? false,
    emit: events.emit,
  }
  const session = new Session(setup)
  /** Trains and waits for the pause. */
  const train = async (steps?: number) => {
    const paused = events.next('paused')
    session.train(steps)
    return (await paused).reason
  }
  const column = (index: number, name: MetricColumn) => columnIn(heard.blocks, index, name)
  return { session, setup, trainingRuns, train, column, events, ...heard }
}

describe('a session', () => {
  it('trains every run on every step, in order, and pauses after the steps asked for', async () => {
    const { train, blocks, column, session } = createSession([run('alig'), run('adam')])
    expect(await train(3)).toBe('steps')
    expect(await train(4)).toBe('steps')
    for (const index of [0, 1]) {
      expect(column(index, 'loss')).toHaveLength(7)
      const ofRun = blocks.filter((block) => block.run === index)
      let next = 0
      for (const { firstStep, seconds } of ofRun) {
        expect(firstStep).toBe(next)
        next += seconds.length
      }
    }
    expect(column(0, 'loss')[0]).toBe(column(1, 'loss')[0])
    await session.dispose()
  })

  it('tells of compiling before a first step, and before one that an edit has changed', async () => {
    const { train, compiling, session } = createSession([run('alig')], {
      compiles: true,
      edits: [{ step: 4, run: asRunId(0), key: 'momentumMode', value: 'adjusted' }],
    })
    await train(2)
    expect(compiling).toEqual([true, false])
    session.edit(asRunId(0), 'maxLr', 0.1)
    await train(1)
    expect(compiling.slice(2)).toEqual([false])
    await train(3)
    expect(compiling.slice(3)).toEqual([false, true, false])
    await session.dispose()
  })

  it('does not speak of compiling where nothing is compiled', async () => {
    const { train, compiling, session } = createSession([run('alig')])
    await train(2)
    expect(compiling).toEqual([false])
    await session.dispose()
  })

  it('gives the same numbers twice', async () => {
    const first = createSession([run('alig', { momentum: 0.9 }), run('sgd')])
    const second = createSession([run('alig', { momentum: 0.9 }), run('sgd')])
    await first.train(25)
    await second.train(10)
    await second.train(15)
    for (const name of METRIC_COLUMNS)
      for (const index of [0, 1])
        expect(second.column(index, name)).toEqual(first.column(index, name))
    await Promise.all([first.session.dispose(), second.session.dispose()])
  })

  it('stops at the limit and evaluates there and at every multiple of `eval`', async () => {
    const { train, evaluations, session } = createSession([run('alig'), run('sgd')], {
      stepLimit: 10,
      evaluateEvery: 4,
    })
    expect(await train()).toBe('limit')
    expect(evaluations.map(({ run: index, step }) => [step, index])).toEqual([
      [4, 0],
      [4, 1],
      [8, 0],
      [8, 1],
      [10, 0],
      [10, 1],
    ])
    expect(await train()).toBe('limit')
    expect(evaluations).toHaveLength(6)
    await session.dispose()
  })

  it('says what tests take of the time of training', async () => {
    const options = { evaluateEvery: 2, testMs: 20 }
    const { train, otherWork, session } = createSession([run('alig')], options)
    await train(1)
    expect(otherWork).toEqual([0])
    await train(20)
    expect(otherWork.at(-1)).toBeGreaterThan(0.5)
    await session.dispose()
  })

  it('evaluates on the training examples at the limit alone, where that is asked for', async () => {
    const options = { stepLimit: 25, evaluateEvery: 10, trains: true }
    const { training, evaluations, train, session } = createSession(
      [run('alig'), run('sgd')],
      options,
    )
    await train(10)
    expect(training).toEqual([])
    await train()
    expect(training.map(({ run: index, step }) => [index, step])).toEqual([
      [0, 25],
      [1, 25],
    ])
    for (const { loss, accuracy } of training) {
      expect(loss).toBeGreaterThan(0)
      expect((12 * accuracy) % 1).toBeCloseTo(0)
    }
    expect(evaluations.map(({ step }) => step)).toEqual([10, 10, 20, 20, 25, 25])
    await session.dispose()
  })

  it('stamps an edit with the first step not yet issued, and it acts there', async () => {
    const { train, session, column, edits } = createSession([run('alig', { maxLr: 0.05 })])
    await train(5)
    session.edit(asRunId(0), 'maxLr', 0.01)
    await train(5)
    expect(edits).toEqual([
      { step: 5, run: 0, key: 'maxLr', value: 0.01, previous: 0.05, scheduled: false },
    ])
    const maxLr = column(0, 'maxLr').map((value) => Number(value.toPrecision(6)))
    expect(maxLr).toEqual([0.05, 0.05, 0.05, 0.05, 0.05, 0.01, 0.01, 0.01, 0.01, 0.01])
    await session.dispose()
  })

  it('repeats edits that come with the experiment', async () => {
    const byHand = createSession([run('sgd')])
    await byHand.train(6)
    byHand.session.edit(asRunId(0), 'lr', 0.02)
    byHand.session.edit(asRunId(0), 'nesterov', true)
    byHand.session.edit(asRunId(0), 'momentum', 0.5)
    await byHand.train(6)
    const fromLink = createSession([run('sgd')], {
      edits: [
        { step: 6, run: asRunId(0), key: 'lr', value: 0.02 },
        { step: 6, run: asRunId(0), key: 'nesterov', value: true },
        { step: 6, run: asRunId(0), key: 'momentum', value: 0.5 },
      ],
    })
    await fromLink.train(12)
    expect(fromLink.column(0, 'loss')).toEqual(byHand.column(0, 'loss'))
    await Promise.all([byHand.session.dispose(), fromLink.session.dispose()])
  })

  it('lets a diverged run leave while the others go on', async () => {
    const { train, session, diverged, column } = createSession([
      run('sgd', { lr: 1e9 }),
      run('alig'),
    ])
    await train(40)
    expect(diverged).toHaveLength(1)
    expect(diverged[0]!.run).toBe(0)
    expect(column(0, 'loss')).toHaveLength(diverged[0]!.step + 1)
    expect(column(1, 'loss')).toHaveLength(40)
    await session.dispose()
  })

  it('lets a rule that makes no numbers of the weights leave, beside one that was typed as well', async () => {
    const { train, session, diverged, column } = createSession([
      run(ownRule('Broken', NOT_A_NUMBER)),
      run(ownRule('Squared', SQUARED)),
    ])
    await train(40)
    expect(diverged.map((one) => one.run)).toEqual([0])
    expect(column(1, 'loss')).toHaveLength(40)
    expect(column(1, 'loss').every(Number.isFinite)).toBe(true)
    await session.dispose()
  })

  it('pauses with a reason when every run has diverged', async () => {
    const { train, session } = createSession([run('sgd', { lr: 1e9 })])
    expect(await train()).toBe('all-diverged')
    await session.dispose()
  })

  it('projects the start onto a radius that is edited before the first step', async () => {
    const { train, session, column } = createSession([run('alig')])
    session.edit(asRunId(0), 'radius', 0.5)
    await train(2)
    expect(column(0, 'weightNorm')[0]).toBeCloseTo(0.5, 5)
    await session.dispose()
  })

  it('goes on after a removal, and pauses when asked', async () => {
    const { train, session, column } = createSession([run('alig'), run('sgd')], {
      onMetrics: (step) => {
        if (step > 2) session.pause()
      },
    })
    await train(2)
    session.remove(asRunId(1))
    expect(await train()).toBe('asked')
    expect(column(1, 'loss')).toHaveLength(2)
    expect(column(0, 'loss').length).toBeGreaterThan(2)
    await session.dispose()
  })

  it('draws regions while it trains and while it rests, and trains as if it had not', async () => {
    const data = { images: new Float32Array(8), labels: new Uint8Array(4), count: 4 }
    const statistics = { mean: [0, 0], std: [1, 1] }
    const before = tf.memory().numTensors
    const pictures: number[] = []
    const regions = new RegionsQueue({ ...data, statistics }, data.labels, (parameters, images) =>
      tf.mul(tf.reshape(images, [-1, 2]), tf.slice(parameters, 0, 1)),
    )
    const plain = createSession([run('alig'), run('adam')])
    await plain.train(30)
    const drawn = createSession([run('alig'), run('adam')], {
      regions,
      onMetrics: () => drawn.session.requestRegions(),
      onRegions: ({ step, runs }) => pictures.push(step, runs.length),
    })
    const points = drawn.events.gather('regions', (event) => [event.points])
    await drawn.train(30)
    for (const name of METRIC_COLUMNS)
      for (const index of [0, 1])
        expect(drawn.column(index, name)).toEqual(plain.column(index, name))
    await expect.poll(() => pictures.slice(-2)).toEqual([30, 2])
    // However many steps went by between two pictures, there is a second one.
    const drawnSoFar = points.length
    drawn.session.requestRegions()
    await expect.poll(() => points.length).toBeGreaterThan(drawnSoFar)
    expect(pictures.slice(-2)).toEqual([30, 2])
    // The points of the plane go with the first picture alone.
    expect(points.length).toBeGreaterThan(1)
    expect(points).toEqual([regions.points, ...points.slice(1).map(() => null)])
    await Promise.all([plain.session.dispose(), drawn.session.dispose()])
    expect(tf.memory().numTensors).toBe(before)
  })

  it('gives all memory back', async () => {
    const before = tf.memory().numTensors
    const { train, session } = createSession([run('alig'), run('adam')], { evaluateEvery: 2 })
    await train(5)
    await session.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('a run', () => {
  it('takes a snapshot when asked, paused and while training', async () => {
    const made = createSession([run('alig'), run('adam')], {
      onMetrics: (step) => step === 9 && made.session.requestSnapshot(),
    })
    made.session.requestSnapshot()
    await expect.poll(() => made.snapshots.length).toBe(1)
    expect(made.snapshots[0]).toMatchObject({ step: 0, runs: [{ run: 0 }, { run: 1 }] })
    await made.train(5)
    made.session.requestSnapshot()
    await expect.poll(() => made.snapshots.length).toBe(2)
    expect(made.snapshots[1]!.step).toBe(5)
    expect(made.snapshots[1]!.runs[0]!.parameters).not.toEqual(
      made.snapshots[0]!.runs[0]!.parameters,
    )
    await made.train(4)
    await expect.poll(() => made.snapshots.length).toBe(3)
    expect(made.snapshots[2]!.step).toBe(9)
    await made.session.dispose()
  })

  it('goes on from a snapshot as if nothing had happened', async () => {
    for (const config of [
      run('adam'),
      run('alig', { momentum: 0.9 }),
      run('sgd', { momentum: 0.9 }),
    ]) {
      const whole = createSession([config])
      await whole.train(12)
      const half = createSession([config])
      await half.train(6)
      const snapshot = await half.trainingRuns[0]!.snapshot()
      const setup = (
        half.trainingRuns[0] as unknown as { setup: ConstructorParameters<typeof TrainingRun>[0] }
      ).setup
      const resumed = new TrainingRun(setup, { step: 6, snapshot })
      for (let step = 6; step < 12; step++) {
        const batch = batchAt(step)
        resumed.step(batch, step, 0)
        tf.dispose([batch.images, batch.labels])
      }
      const block = await resumed.drain()
      expect(block!.firstStep).toBe(6)
      expect(columnIn([block!], 0, 'loss')).toEqual(whole.column(0, 'loss').slice(6))
      resumed.dispose()
      await Promise.all([whole.session.dispose(), half.session.dispose()])
    }
  })
})

describe('a pace', () => {
  /** So slow that the second step would come after the test has run out of time. */
  const SLOW = 0.01

  it('lets a pause through while it waits for the next step', async () => {
    const { train, session, blocks } = createSession([run('alig')], {
      onMetrics: () => session.pause(),
    })
    session.setPace(SLOW)
    expect(await train()).toBe('asked')
    expect(blocks.map(({ seconds }) => seconds.length)).toEqual([1])
  })

  it('can be lifted while it waits', async () => {
    const { train, session, column } = createSession([run('alig')], {
      onMetrics: () => session.setPace(null),
    })
    session.setPace(SLOW)
    expect(await train(3)).toBe('steps')
    expect(column(0, 'loss')).toHaveLength(3)
  })
})

describe('the signs of life of a session', () => {
  it('count its steps, and say that it trains while it waits for the device', async () => {
    const { session, trainingRuns, train } = createSession([run('alig')])
    await train(3)
    expect([session.issuedSteps, session.isTraining]).toEqual([3, false])
    let answer = () => undefined as unknown
    vi.spyOn(trainingRuns[0]!, 'drain').mockImplementationOnce(
      () => new Promise((resolve) => (answer = () => resolve(null))),
    )
    const done = train(1)
    await expect.poll(() => [session.issuedSteps, session.isTraining]).toEqual([4, true])
    answer()
    await done
    expect([session.issuedSteps, session.isTraining]).toEqual([4, false])
    await session.dispose()
  })

  type Host = ReturnType<typeof createSession>
  const waits = (answers: (() => void)[]) => () =>
    new Promise<never>((_, reject) => answers.push(() => reject(new Error('answered'))))

  it.each<[string, (host: Host, wait: () => Promise<never>) => void]>([
    [
      'an evaluation',
      ({ session }, wait) => {
        vi.spyOn(EvaluationQueue.prototype, 'advance').mockImplementationOnce(wait)
        session.train(1)
      },
    ],
    [
      'a snapshot',
      ({ session, trainingRuns }, wait) => {
        vi.spyOn(trainingRuns[0]!, 'snapshot').mockImplementationOnce(wait)
        session.requestSnapshot()
      },
    ],
    [
      'a look along the gradient',
      ({ session, setup }, wait) => {
        vi.spyOn(setup, 'lossAlongGradient').mockImplementationOnce(wait)
        session.lossAlongGradient(asRunId(0), [])
      },
    ],
  ])('say that it waits for %s, also while it is paused', async (_, ask) => {
    const host = createSession([run('alig')], { evaluateEvery: 2 })
    const answers: (() => void)[] = []
    await host.train(1)
    expect([host.session.isTraining, host.session.isAside]).toEqual([false, false])
    ask(host, waits(answers))
    const { session } = host
    await expect.poll(() => answers).toHaveLength(1)
    expect([session.isTraining, session.isAside]).toEqual([false, true])
    const { asides } = session
    answers[0]!()
    await expect.poll(() => session.asides).toBeGreaterThan(asides)
    await session.dispose()
  })

  it('do not say that it trains while it compiles, evaluates or waits for its pace', async () => {
    const { session, trainingRuns, train, events } = createSession([run('alig')], {
      compiles: true,
      evaluateEvery: 1,
    })
    const seen: [string, boolean][] = []
    const { drain } = trainingRuns[0]!
    vi.spyOn(trainingRuns[0]!, 'drain').mockImplementationOnce(() => {
      seen.push(['compiling', session.isTraining])
      return drain.call(trainingRuns[0])
    })
    events.on('metrics', () => seen.push(['training', session.isTraining]))
    events.on('evaluations', () => seen.push(['evaluating', session.isTraining]))
    await train(1)
    await events.next('evaluations')
    session.setPace(0.01)
    const paused = train(2)
    await events.next('evaluations')
    seen.push(['waiting', session.isTraining])
    session.pause()
    await paused
    const states = (what: string) => seen.filter(([name]) => name === what).map(([, is]) => is)
    expect(states('compiling')).toEqual([false])
    expect(states('training')).toEqual([true, true])
    expect(states('evaluating')).toEqual([false, false])
    expect(states('waiting')).toEqual([false])
    await session.dispose()
  })
})
