import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerWebgpuKernels, unregisterWebgpuKernels } from '../kernels/webgpu'
import { GPU_TILES, SOFTWARE_TILES } from '../kernels/webgpu/tiles'
import { EagerRunner } from '../run/runner/eagerRunner'
import type { StepRunner } from '../run/runner/types'
import { activate } from '../testing/backends.browser'
import type { TrainStep } from '../run/trainStep'
import { ReplayRunner } from '../run/runner/replayRunner'
import {
  asWritten,
  backend,
  bitsOf,
  countBuffers,
  recorded,
  setupOf,
  trainStepOf,
  type Problem,
  turning,
} from './testing/lab'

const problem: Problem = {
  model: 'softmax',
  optimizer: 'alig',
  hyper: { momentum: 0.9 },
  input: { height: 3, width: 5, channels: 1 },
  batch: 4,
}

let buffers: ReturnType<typeof countBuffers>

beforeAll(async () => {
  await activate('webgpu')
  registerWebgpuKernels(SOFTWARE_TILES)
  buffers = countBuffers(backend().device)
})
afterAll(() => {
  unregisterWebgpuKernels()
  buffers.stop()
})

const memory = () => ({
  bytes: buffers.bytes(),
  tensors: tf.memory().numTensors,
  dataIds: backend().numDataIds(),
})

/** Trains and reads now and then, as a session does. */
async function train(runner: StepRunner, from: number, to: number, as = problem) {
  const rows: number[] = []
  for (let step = from; step < to; step++) {
    trainStepOf(runner, as, step)
    if (step % 100 === 0) rows.push(...bitsOf((await runner.drain()).values))
  }
  rows.push(...bitsOf((await runner.drain()).values))
  return rows
}

const contents = async (runner: StepRunner) => (await runner.read()).map(bitsOf)

describe('memory', () => {
  it('stays as it is while training, and comes back', async () => {
    const once = async () => {
      const runner = recorded(problem)
      await train(runner, 0, 200)
      const after200 = memory()
      await train(runner, 200, 1000)
      expect(memory()).toEqual(after200)
      expect(runner.capture).not.toBeNull()
      runner.dispose()
    }
    // The first time fills tfjs's pool, which never shrinks.
    await once()
    const before = memory()
    await once()
    expect(memory()).toEqual(before)
  })

  it('is shared by runs for the batch, until the last of them goes', async () => {
    const [first, second] = [recorded(problem), recorded({ ...problem, optimizer: 'adam' })]
    await train(first, 0, 2)
    await train(second, 0, 2)
    first.dispose()
    const alone = await train(second, 2, 4)
    const expected = asWritten({ ...problem, optimizer: 'adam' })
    await train(expected, 0, 2)
    expect(alone).toEqual(await train(expected, 2, 4))
    ;[second, expected].forEach((runner) => runner.dispose())
  })
})

describe('a new capture', () => {
  it('is made for another batch size, and the state goes on', async () => {
    const small = { ...problem, batch: 2 }
    const run = async (runner: StepRunner) => [
      ...(await train(runner, 0, 3)),
      ...(await train(runner, 3, 6, small)),
      ...(await train(runner, 6, 9)),
    ]
    const plain = asWritten(problem)
    const runner = recorded(problem)
    const first = await run(runner)
    expect(first).toEqual(await run(plain))
    expect(await contents(runner)).toEqual(await contents(plain))
    ;[runner, plain].forEach((each) => each.dispose())
  })

  it('is made for another mode, and the old one is given back', async () => {
    const adjusted = setupOf({ ...problem, hyper: { momentum: 0.9, momentumMode: 'adjusted' } })
    tf.dispose([adjusted.parameters, ...adjusted.state])
    const run = async (runner: StepRunner) => {
      const before = await train(runner, 0, 5)
      runner.replaceStep(adjusted.trainStep)
      return [...before, ...(await train(runner, 5, 10))]
    }
    const plain = asWritten(problem)
    const expected = await run(plain)
    const runner = recorded(problem)
    expect(await run(runner)).toEqual(expected)
    const { bytes } = memory()
    for (let i = 0; i < 3; i++) {
      runner.replaceStep(adjusted.trainStep)
      await train(runner, 10, 12)
    }
    expect(memory().bytes).toBe(bytes)
    ;[runner, plain].forEach((each) => each.dispose())
  })
})

it('is rebuilt for other tiles, and the old one is given back', async () => {
  const plain = asWritten(problem)
  const runner = recorded(problem)
  try {
    expect(await train(runner, 0, 5)).toEqual(await train(plain, 0, 5))
    const [first, { bytes }] = [runner.capture, memory()]
    registerWebgpuKernels(GPU_TILES)
    expect(await train(runner, 5, 10)).toEqual(await train(plain, 5, 10))
    expect(runner.capture).not.toBe(first)
    registerWebgpuKernels(SOFTWARE_TILES)
    await train(runner, 10, 12)
    expect(memory().bytes).toBe(bytes)
  } finally {
    registerWebgpuKernels(SOFTWARE_TILES)
  }
  ;[runner, plain].forEach((each) => each.dispose())
})

describe('the check', () => {
  it('finds no difference in a good capture, as often as it is made', async () => {
    const runner = new ReplayRunner(backend(), setupOf(problem), 3)
    for (let step = 0; step < 20; step++) {
      trainStepOf(runner, problem, step)
      expect(runner.isChecking).toBe(step % 4 === 0)
      if (runner.isChecking) await runner.drain()
    }
    expect(runner.takeWarning()).toBeNull()
    expect(runner.capture).not.toBeNull()
    runner.dispose()
  })

  // Two calls are the traces; the first eager step is the third.
  it.each([
    ['when a capture is made', 3, 0],
    ['later', 4, 4],
  ])('drops a capture that is wrong %s, and no number of it is kept', async (_, call, step) => {
    const { trainStep, ...rest } = setupOf(problem)
    const runner = new ReplayRunner(backend(), { ...rest, trainStep: turning(trainStep, call) }, 3)
    const plain = new EagerRunner({
      ...setupOf(problem),
      trainStep: turning(trainStep, step + 1),
    })
    expect(await train(runner, 0, 10)).toEqual(await train(plain, 0, 10))
    expect(await contents(runner)).toEqual(await contents(plain))
    expect(runner.capture).toBeNull()
    expect(runner.takeWarning()).toMatch(/differ from those of the step itself/)
    expect(runner.takeWarning()).toBeNull()
    ;[runner, plain].forEach((each) => each.dispose())
  })
})

describe('a run whose step is refused', () => {
  it('trains eagerly, and says so once', async () => {
    const alternating = (trainStep: TrainStep): TrainStep => {
      let calls = 0
      return (input) =>
        tf.tidy(() => {
          const next = trainStep(input)
          return { ...next, metrics: tf.mul(next.metrics, tf.scalar(2 ** (calls++ % 2))) }
        })
    }
    const setup = setupOf(problem)
    const runner = new ReplayRunner(backend(), {
      ...setup,
      trainStep: alternating(setup.trainStep),
    })
    await train(runner, 0, 4)
    expect(runner.capture).toBeNull()
    expect(runner.takeWarning()).toMatch(/not do the same twice.*without replay/)
    const plain = asWritten(problem)
    await train(plain, 0, 4)
    expect(await contents(runner)).toEqual(await contents(plain))
    await train(runner, 4, 6)
    expect(runner.takeWarning()).toBeNull()
    ;[runner, plain].forEach((each) => each.dispose())
  })
})
