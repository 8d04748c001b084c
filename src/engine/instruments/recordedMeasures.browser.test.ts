/** Steps that are measured, where steps are recorded: they are replayed like any other. */
import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { MEASURE_EVERY, type InstrumentId } from '../../spec/instruments'
import { columnOf } from '../../spec/metricTable'
import { hyperparametersOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import type { MetricBlock } from '../../worker/protocol'
import { backend, countBuffers } from '../capture/testing/lab'
import { registerWebgpuKernels, unregisterWebgpuKernels, watchDevice } from '../kernels/webgpu'
import { SOFTWARE_TILES } from '../kernels/webgpu/tiles'
import { packBytes } from '../ops/standardiseBytes'
import { initialWeights } from '../run/initialWeights'
import { EagerRunner } from '../run/runner/eagerRunner'
import { ReplayRunner } from '../run/runner/replayRunner'
import type { RunnerSetup, StepRunner } from '../run/runner/types'
import type { Measure } from '../run/trainStep'
import { TrainingRun } from '../run/trainingRun'
import { activate } from '../testing/backends.browser'

const errors: string[] = []
let unwatch: (() => void) | undefined

beforeAll(async () => {
  await activate('webgpu')
  registerWebgpuKernels(SOFTWARE_TILES)
  unwatch = watchDevice(backend().device, (message) => errors.push(message))
})
afterAll(() => {
  unregisterWebgpuKernels()
  unwatch?.()
})

const ALL: readonly InstrumentId[] = ['decrease', 'noise', 'layers']
const INPUT = { height: 12, width: 12, channels: 1 }
const PIXELS = INPUT.height * INPUT.width
const CLASSES = 3
const BATCH = 8

type Rule = readonly [optimizer: string, hyper?: OptionValues]

const RULES: readonly Rule[] = [
  ['alig', { momentum: 0.9, weightDecay: 0.01 }],
  ['sgd', { lr: 0.05 }],
  ['alig', { momentum: 0, maxLr: 0.3 }],
  ['adam', { lr: 0.01 }],
]

type MakeRunner = (setup: RunnerSetup) => StepRunner

const eagerly: MakeRunner = (setup) => new EagerRunner(setup)
const recorded: MakeRunner = (setup) => new ReplayRunner(backend(), setup)

function runOf([optimizer, hyper]: Rule, makeRunner: MakeRunner, model = 'cnn'): TrainingRun {
  const spec = modelSpec(model)
  const options = { ...defaultValues(spec.options), width: 4 }
  const values = { ...defaultValues(hyperparametersOf(optimizerSpec(optimizer))), ...hyper }
  const setup = {
    id: asRunId(0),
    config: { optimizer, hyper: values },
    model: { id: model, options },
    input: INPUT,
    classes: CLASSES,
    pixels: { mean: [0.13], std: [0.31] },
    stepsPerEpoch: 20,
    initialWeights: initialWeights(spec.tensors(options, INPUT, CLASSES), 1),
  }
  return new TrainingRun(setup, undefined, makeRunner)
}

const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

/** One step of all runs on the same batch. */
function stepAll(runs: readonly TrainingRun[], step: number): void {
  const stream = createStream(7, 'data', step)
  const bytes = Uint8Array.from({ length: BATCH * PIXELS }, () => stream.below(256))
  const images = packBytes(bytes, BATCH)
  const labels = tf.tensor1d(
    Array.from({ length: BATCH }, () => stream.below(CLASSES)),
    'int32',
  )
  for (const run of runs) run.step({ images, labels }, step, 0)
  tf.dispose([images, labels])
}

/** Trains as a session does. @returns the blocks of every run */
async function train(
  runs: readonly TrainingRun[],
  from: number,
  to: number,
  act: (step: number) => Promise<void> | void = () => undefined,
): Promise<MetricBlock[][]> {
  const blocks: MetricBlock[][] = runs.map(() => [])
  const drain = async () => {
    for (const [i, run] of runs.entries()) {
      const block = await run.drain()
      if (block) blocks[i]!.push(block)
    }
  }
  for (let step = from; step < to; step++) {
    await act(step)
    stepAll(runs, step)
    if (step % 20 === 0 || runs.some(({ isChecking }) => isChecking)) await drain()
  }
  await drain()
  return blocks
}

/** Numbers of one column at all steps; NaN where a block does not have it. */
const column = (blocks: readonly MetricBlock[], name: string) =>
  blocks.flatMap((block) => [
    ...(columnOf(block, name) ?? Array<number>(block.seconds.length).fill(NaN)),
  ])

/** Steps and norms of all layers. */
const layersOf = (blocks: readonly MetricBlock[]) => ({
  steps: blocks.flatMap(({ layers }) => [...(layers?.steps ?? [])]),
  norms: blocks.flatMap(({ layers }) => [...(layers?.norms ?? [])]),
})

const weightsOf = async (run: TrainingRun) => [...(await run.snapshot()).parameters]

const METRICS = ['loss', 'accuracy', 'gradNormSq', 'stepSize', 'effectiveStep', 'weightNorm']
const FOUND = ['predicted_decrease', 'actual_decrease', 'alpha', 'gradient_noise']

const STEPS = 12 * MEASURE_EVERY
/** Runs find each other, and their shaders are compiled, while others are measured eagerly. */
const wait = async (step: number) => {
  if (step < 2 * MEASURE_EVERY || step % MEASURE_EVERY === 1) await pause(50)
}
const edits = (runs: readonly TrainingRun[]) => async (step: number) => {
  await wait(step)
  if (step === 5 * MEASURE_EVERY) runs[0]!.edit('weightDecay', 0.05, false)
  if (step === 9 * MEASURE_EVERY) runs[0]!.edit('weightDecay', 0, false)
}

describe.each([
  ['a run by itself', RULES.slice(0, 1)],
  ['runs in one replay', RULES],
])('%s', (_, rules) => {
  it('measured or not, makes the same steps to the last bit, and finds what eager steps find', async () => {
    const make = (makeRunner: MakeRunner, on: readonly InstrumentId[]) => {
      const runs = rules.map((rule) => runOf(rule, makeRunner))
      for (const { instruments } of runs) instruments.use(on)
      return runs
    }
    const trained = async (runs: readonly TrainingRun[]) => {
      const blocks = await train(runs, 0, STEPS, edits(runs))
      const weights = await Promise.all(runs.map(weightsOf))
      expect(runs.map((run) => run.takeWarning())).toEqual(runs.map(() => null))
      for (const run of runs) run.dispose()
      return { blocks, weights }
    }
    const plain = await trained(make(recorded, []))
    const measured = await trained(make(recorded, ALL))
    const expected = await trained(make(eagerly, ALL))
    expect(measured.weights).toEqual(plain.weights)
    for (const [i, blocks] of measured.blocks.entries()) {
      for (const name of METRICS)
        expect(column(blocks, name), name).toEqual(column(plain.blocks[i]!, name))
      for (const name of FOUND) {
        const numbers = column(blocks, name)
        expect(numbers, name).toEqual(column(expected.blocks[i]!, name))
        expect(numbers.filter((number) => !Number.isNaN(number)).length).toBeGreaterThan(1)
      }
      expect(layersOf(blocks)).toEqual(layersOf(expected.blocks[i]!))
    }
    expect(errors).toEqual([])
  })

  it('measures without one command to the device more than another step has', async () => {
    const runs = rules.map((rule) => runOf(rule, recorded, 'mlp'))
    for (const { instruments } of runs) instruments.use(ALL)
    await train(runs, 0, STEPS, wait)
    const { device } = backend()
    const { submit } = device.queue
    const submitted: number[] = []
    let count = 0
    device.queue.submit = (commands) => {
      count++
      submit.call(device.queue, commands)
    }
    try {
      for (let step = STEPS; step < STEPS + 6 * MEASURE_EVERY; step++) {
        const before = count
        stepAll(runs, step)
        submitted.push(count - before)
      }
    } finally {
      device.queue.submit = submit
    }
    for (const run of runs) run.dispose()
    expect(new Set(submitted.slice(1)).size).toBe(1)
  })

  it('needs the same memory after 100 steps and after 300, and gives it back', async () => {
    const buffers = countBuffers(backend().device)
    const memory = () => ({ bytes: buffers.bytes(), tensors: tf.memory().numTensors })
    try {
      const runs = rules.map((rule) => runOf(rule, recorded, 'mlp'))
      await train(runs, 0, 21, wait)
      const plain = memory()
      for (const { instruments } of runs) instruments.use(ALL)
      await train(runs, 21, 200, wait)
      const measured = memory()
      expect(measured.bytes).toBeGreaterThan(plain.bytes)
      await train(runs, 200, 401)
      expect(memory()).toEqual(measured)
      for (const { instruments } of runs) instruments.use([])
      await train(runs, 401, 421)
      expect(memory().tensors).toBe(plain.tensors)
      const again = memory()
      for (const { instruments } of runs) instruments.use(ALL)
      await train(runs, 421, 521, wait)
      for (const { instruments } of runs) instruments.use([])
      await train(runs, 521, 541)
      expect(memory()).toEqual(again)
      for (const run of runs) run.dispose()
    } finally {
      buffers.stop()
    }
  })
})

describe('a recorded measure', () => {
  /** Numbers that change from a call on, whatever is recorded of them. */
  const turning = (at: number): Measure => {
    let calls = 0
    return ({ loss }) => tf.reshape(++calls < at ? loss : tf.mul(loss, 2), [1])
  }

  it.each([
    ['cannot be recorded', 2, /does not do the same twice.*Steps that are measured go on without/],
    ['is found wrong', 3, /differ from those of the step itself.*Steps that are measured go on/],
  ])('that %s is made eagerly, and the steps go on as they are', async (_, at, sentence) => {
    const make = (makeRunner: MakeRunner) => {
      let runner: StepRunner | undefined
      const run = runOf(['sgd', { lr: 0.1 }], (setup) => (runner = makeRunner(setup)))
      return { run, runner: runner! }
    }
    const runs = [recorded, eagerly].map((makeRunner) => make(makeRunner))
    const measures = [turning(at), turning(1)]
    const rows: Awaited<ReturnType<StepRunner['drain']>>[][] = [[], []]
    for (let step = 0; step < 30; step++) {
      const batch = {
        images: packBytes(new Uint8Array(BATCH * PIXELS).fill(step), BATCH),
        labels: tf.tensor1d(new Int32Array(BATCH).fill(step % CLASSES), 'int32'),
      }
      for (const [i, { runner }] of runs.entries()) {
        runner.step(batch, step % 5 === 2 ? measures[i] : undefined)
        rows[i]!.push(await runner.drain())
      }
      tf.dispose([batch.images, batch.labels])
    }
    const [actual, expected] = rows
    expect(actual).toEqual(expected)
    expect(runs[0]!.run.takeWarning()).toMatch(sentence)
    expect((runs[0]!.runner as ReplayRunner).capture).not.toBeNull()
    for (const { run } of runs) run.dispose()
  })
})
