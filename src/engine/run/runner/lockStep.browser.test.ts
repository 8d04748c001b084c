import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setupOf, stepTogether, trainStepOf, type Problem } from '../../capture/testing/lab'
import {
  asWritten,
  backend,
  bitsOf,
  countBuffers,
  recorded,
  turning,
} from '../../capture/testing/lab'
import { registerWebgpuKernels, unregisterWebgpuKernels, watchDevice } from '../../kernels/webgpu'
import { SOFTWARE_TILES } from '../../kernels/webgpu/tiles'
import { activate } from '../../testing/backends.browser'
import type { Batch, TrainStep } from '../trainStep'
import { EagerRunner } from './eagerRunner'
import { ReplayRunner } from './replayRunner'
import type { StepRunner } from './types'

const errors: string[] = []
let unwatch: (() => void) | undefined

beforeAll(async () => {
  await activate('webgpu')
  unwatch = watchDevice(backend().device, (message) => errors.push(message))
})
beforeEach(() => registerWebgpuKernels(SOFTWARE_TILES))
afterAll(() => {
  unregisterWebgpuKernels()
  unwatch?.()
})

const pixels = { mean: [0.13], std: [0.31] }
const mlp = {
  ...{ model: 'mlp', modelOptions: { width: 8 } },
  ...{ input: { height: 4, width: 5, channels: 1 }, batch: 4, pixels },
}
const cnn = {
  ...{ model: 'cnn', modelOptions: { width: 4 } },
  ...{ input: { height: 16, width: 16, channels: 1 }, batch: 4, pixels },
}
const resnet = { model: 'resnet', input: { height: 8, width: 8, channels: 3 }, batch: 4 }

type Rule = Pick<Problem, 'optimizer' | 'hyper'>

/** Three rules, not in the order in which they can go together. */
const EIGHT: readonly Rule[] = [
  { optimizer: 'alig', hyper: { momentum: 0.9, maxLr: 0.1 } },
  { optimizer: 'sgd', hyper: { momentum: 0.9, lr: 0.05 } },
  { optimizer: 'alig', hyper: { momentum: 0.5, maxLr: 0.3 } },
  { optimizer: 'adam', hyper: { lr: 0.01 } },
  { optimizer: 'sgd', hyper: { momentum: 0, lr: 0.1 } },
  { optimizer: 'alig', hyper: { momentum: 0, maxLr: 1, radius: 3 } },
  { optimizer: 'adam', hyper: { lr: 0.002 } },
  { optimizer: 'sgd', hyper: { momentum: 0.9, lr: 0.02 } },
]

/** Every run so far, as bits. */
type Rows = number[][]

async function drainAll(runners: readonly StepRunner[], rows: Rows): Promise<void> {
  for (const [i, runner] of runners.entries())
    (rows[i] ??= []).push(...bitsOf((await runner.drain()).values))
}

interface Course {
  readonly steps: number
  /** Before a step. */
  readonly act?: (runners: readonly StepRunner[], step: number) => void
  /** Runs that take part in a step. */
  readonly present?: (runners: readonly StepRunner[], step: number) => readonly StepRunner[]
}

/** Trains the runners as a session does, and tells everything that it reads of them. */
async function follow(
  runners: readonly StepRunner[],
  problem: Omit<Problem, 'optimizer'>,
  { steps, act, present = (all) => all }: Course,
) {
  const rows: Rows = []
  const dispatches: number[] = []
  for (let step = 0; step < steps; step++) {
    act?.(runners, step)
    dispatches.push(countDispatches(() => stepTogether(present(runners, step), problem, step)))
    if (runners.some(({ isChecking }) => isChecking) || step % 20 === 0)
      await drainAll(runners, rows)
  }
  await drainAll(runners, rows)
  const tensors = await Promise.all(
    runners.map(async (runner) => (await runner.read()).map(bitsOf)),
  )
  const warnings = runners.map((runner) => runner.takeWarning())
  for (const runner of runners) runner.dispose()
  return { rows, tensors, warnings, dispatches }
}

function countDispatches(run: () => void): number {
  const { prototype } = GPUComputePassEncoder
  const original = prototype.dispatchWorkgroups
  let count = 0
  prototype.dispatchWorkgroups = function (...sizes) {
    count++
    return original.apply(this, sizes)
  }
  try {
    run()
  } finally {
    prototype.dispatchWorkgroups = original
  }
  return count
}

/** Dispatches of a step that is a replay by itself or with others: the usual number, not a check's. */
const usual = (dispatches: readonly number[]) => dispatches.at(-1)!

const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

/** Trains until the runs go together: such runs will do so from their second step on. */
async function compileFor(problem: Omit<Problem, 'optimizer'>, rules: readonly Rule[]) {
  const runners = rules.map((rule) => recorded({ ...problem, ...rule }))
  const areTogether = () => runners.every(({ capture }) => capture === null)
  for (let step = 0; step < 300 && (step < 2 || !areTogether()); step++) {
    stepTogether(runners, problem, step)
    await drainAll(runners, [])
    await pause(100)
  }
  expect(areTogether(), 'The runs do not go together.').toBe(true)
  for (const runner of runners) runner.dispose()
}

async function compare(
  problem: Omit<Problem, 'optimizer'>,
  rules: readonly Rule[],
  course: Course,
) {
  const each = rules.map((rule) => ({ ...problem, ...rule }))
  await compileFor(problem, rules)
  const expected = await follow(each.map(asWritten), problem, course)
  const actual = await follow(each.map(recorded), problem, course)
  expect(actual.warnings).toEqual(rules.map(() => null))
  expect(actual.rows).toEqual(expected.rows)
  expect(actual.tensors).toEqual(expected.tensors)
  expect(errors).toEqual([])
  return actual.dispatches
}

async function dispatchesAlone(problem: Omit<Problem, 'optimizer'>, rule: Rule): Promise<number> {
  const runner = recorded({ ...problem, ...rule })
  const { dispatches } = await follow([runner], problem, { steps: 4 })
  return usual(dispatches)
}

describe.each([
  ['mlp', mlp],
  ['cnn', cnn],
])('8 runs of 3 rules, %s', (_, problem) => {
  it('give the same bits as 8 runs by themselves, with at most twice the dispatches of one', async () => {
    const dispatches = await compare(problem, EIGHT, { steps: 50 })
    const alone = await dispatchesAlone(problem, EIGHT[0]!)
    expect(usual(dispatches)).toBeLessThanOrEqual(2 * alone)
  })

  it('go on as they are when hyperparameters change, without another capture', async () => {
    const made: number[] = []
    const { device } = backend()
    const create = device.createBindGroup
    let groups = 0
    device.createBindGroup = (descriptor) => {
      groups++
      return create.call(device, descriptor)
    }
    const act = (runners: readonly StepRunner[], step: number) => {
      if (step >= 30) made.push(groups)
      runners[0]!.write('maxLr', 0.05 + 0.01 * step)
      runners[3]!.write('beta1', step < 25 ? 0.9 : 0.5)
      if (step === 33) runners[4]!.write('momentum', 0.7)
    }
    try {
      await compare(problem, EIGHT, { steps: 40, act })
    } finally {
      device.createBindGroup = create
    }
    // The last ten entries are of the replayed steps.
    expect(new Set(made.slice(-10)).size).toBe(1)
  })

  it('go on when one leaves, which keeps what it has', async () => {
    const present = (runners: readonly StepRunner[], step: number) =>
      step < 20 ? runners : runners.filter((_, i) => i !== 2 && (step < 30 || i !== 3))
    const dispatches = await compare(problem, EIGHT, { steps: 50, present })
    const alone = await dispatchesAlone(problem, EIGHT[0]!)
    expect(usual(dispatches)).toBeLessThanOrEqual(2 * alone)
  })
})

it('runs of a resnet give the same bits as runs by themselves', async () => {
  await compare(resnet, EIGHT.slice(0, 4), { steps: 16 })
})

it("runs with tfjs's own kernels give the same bits, too", async () => {
  unregisterWebgpuKernels()
  const { pixels: _, ...problem } = mlp
  const dispatches = await compare(problem, EIGHT.slice(0, 3), { steps: 24 })
  const alone = await dispatchesAlone(problem, EIGHT[0]!)
  expect(usual(dispatches)).toBeLessThan(2 * alone)
})

it('another mode makes a run part from the others, and join them again', async () => {
  const problem = { ...mlp, ...EIGHT[1]! }
  const step = setupOf({ ...problem, hyper: { ...problem.hyper, nesterov: true } })
  tf.dispose([step.parameters, ...step.state])
  const act = (runners: readonly StepRunner[], at: number) => {
    if (at === 20) runners[1]!.replaceStep(step.trainStep)
  }
  // Compiling the rule of that mode for several runs is not needed: one run has it.
  const dispatches = await compare(mlp, EIGHT.slice(0, 5), { steps: 50, act })
  const alone = await dispatchesAlone(mlp, EIGHT[0]!)
  expect(usual(dispatches)).toBeLessThanOrEqual(2 * alone)
})

it('another batch size and other tiles part and join them', async () => {
  const runners = EIGHT.map((rule) => recorded({ ...mlp, ...rule }))
  const plain = EIGHT.map((rule) => asWritten({ ...mlp, ...rule }))
  const sizeAt = (step: number) => ({ ...mlp, batch: step >= 15 && step < 25 ? 3 : 4 })
  const rows: Rows = []
  const expected: Rows = []
  for (let step = 0; step < 40; step++) {
    if (step === 32) registerWebgpuKernels({ ...SOFTWARE_TILES, matMulRows: 4 })
    stepTogether(runners, sizeAt(step), step)
    stepTogether(plain, sizeAt(step), step)
    await drainAll(runners, rows)
    await drainAll(plain, expected)
    if (step % 15 < 3) await pause(100)
  }
  expect(rows).toEqual(expected)
  for (const runner of [...runners, ...plain]) runner.dispose()
})

it('what is read between two steps is complete, also when only some runs have stepped', async () => {
  const rules = EIGHT.slice(0, 3)
  const runners = rules.map((rule) => recorded({ ...mlp, ...rule }))
  const plain = rules.map((rule) => asWritten({ ...mlp, ...rule }))
  await compileFor(mlp, rules)
  for (let step = 0; step < 12; step++) {
    for (const all of [runners, plain]) {
      stepTogether(all.slice(0, step % 4 === 3 ? 2 : 3), mlp, step)
      await Promise.all(all.map((runner) => runner.drain()))
    }
    const copies = [...runners, ...plain].map((runner) => runner.copyParameters())
    const values = await Promise.all(copies.map(async (copy) => [...(await copy.data())]))
    tf.dispose(copies)
    expect(values.slice(0, 3)).toEqual(values.slice(3))
  }
  for (const runner of [...runners, ...plain]) runner.dispose()
})

describe('memory', () => {
  it('stays as it is while they train, and comes back', async () => {
    const buffers = countBuffers(backend().device)
    const memory = () => ({
      bytes: buffers.bytes(),
      tensors: tf.memory().numTensors,
      dataIds: backend().numDataIds(),
    })
    await compileFor(mlp, EIGHT)
    const once = async () => {
      const runners = EIGHT.map((rule) => recorded({ ...mlp, ...rule }))
      const marks: ReturnType<typeof memory>[] = []
      for (let step = 0; step < 1000; step++) {
        stepTogether(runners, mlp, step)
        if (step % 100 === 0 || step < 3) await drainAll(runners, [])
        if (step === 2) expect(runners.every(({ capture }) => capture === null)).toBe(true)
        if (step === 200) marks.push(memory())
      }
      await drainAll(runners, [])
      expect(memory()).toEqual(marks[0])
      for (const runner of runners) runner.dispose()
    }
    try {
      // The first time fills tfjs's pool, which never shrinks.
      await once()
      const before = memory()
      await once()
      expect(memory()).toEqual(before)
    } finally {
      buffers.stop()
    }
  })
})

describe('the check', () => {
  it('parts runs whose common launch is wrong, and no number of it is kept', async () => {
    const problem = { ...mlp, ...EIGHT[0]! }
    await compileFor(mlp, [EIGHT[0]!, EIGHT[0]!])
    const turned = (at: number) => {
      const setup = setupOf(problem)
      return { ...setup, trainStep: turning(setup.trainStep, at) }
    }
    // Two calls are traces and the third a check; the fourth belongs to the second step.
    const runners = [new ReplayRunner(backend(), turned(4)), recorded(problem)]
    const plain = [new EagerRunner(turned(2)), asWritten(problem)]
    const expected = await follow(plain, mlp, { steps: 10 })
    const actual = await follow(runners, mlp, { steps: 10 })
    expect(actual.rows).toEqual(expected.rows)
    expect(actual.tensors).toEqual(expected.tensors)
    expect(actual.warnings[0]).toMatch(/differ from those of the step itself/)
    expect(actual.warnings[1]).toBeNull()
  })

  it('comes again after so many steps', async () => {
    const problem = { ...mlp, ...EIGHT[0]! }
    await compileFor(mlp, [EIGHT[0]!, EIGHT[0]!])
    const runners = [3, 50].map((every) => new ReplayRunner(backend(), setupOf(problem), every))
    let checks = 0
    for (let step = 0; step < 30; step++) {
      stepTogether(runners, mlp, step)
      if (runners.some(({ isChecking }) => isChecking)) checks++
      await drainAll(runners, [])
    }
    expect(checks).toBeGreaterThan(5)
    expect(runners.map((runner) => runner.takeWarning())).toEqual([null, null])
    for (const runner of runners) runner.dispose()
  })
})

it('runs that are looked at before and after a step still make it together', async () => {
  const rules = EIGHT.slice(0, 2)
  await compileFor(mlp, rules)
  const make = () => rules.map((rule) => recorded({ ...mlp, ...rule }))
  const look = (runner: StepRunner) => runner.copyParameters().dispose()
  const looking = (runner: StepRunner): StepRunner =>
    Object.create(runner, {
      step: {
        value: (batch: Batch) => {
          look(runner)
          runner.step(batch)
        },
      },
    })
  const expected = await follow(make(), mlp, { steps: 30 })
  const actual = await follow(make(), mlp, {
    steps: 30,
    act: (runners) => runners.forEach(look),
    present: (runners) => runners.map(looking),
  })
  expect(actual).toEqual(expected)
})

it('a run that cannot be recorded leaves the others together', async () => {
  const rules = EIGHT.slice(0, 2)
  await compileFor(mlp, rules)
  const setup = setupOf({ ...mlp, ...EIGHT[3]! })
  let calls = 0
  const refusing: TrainStep = (input) => {
    if (calls++ === 0) throw new Error('not while it is recorded')
    return setup.trainStep(input)
  }
  const pair = rules.map((rule) => recorded({ ...mlp, ...rule }))
  const odd = new ReplayRunner(backend(), { ...setup, trainStep: refusing })
  let areTogether = false
  const { warnings } = await follow([...pair, odd], mlp, {
    steps: 12,
    act: (_, step) => {
      if (step === 11) areTogether = pair.every(({ capture }) => capture === null)
    },
  })
  expect(areTogether).toBe(true)
  expect(warnings[2]).toMatch(/without replay/)
})

it('two sets of runs that take turns with batches of the same kind stay two groups', async () => {
  await compileFor(mlp, EIGHT.slice(0, 3))
  const sets = [0, 1].map(() => EIGHT.slice(0, 3).map((rule) => recorded({ ...mlp, ...rule })))
  const made: number[] = []
  for (let step = 0; step < 12; step++) {
    for (const runners of sets) {
      made.push(countDispatches(() => stepTogether(runners, mlp, step)))
      await drainAll(runners, [])
    }
  }
  // Neither makes the other begin once more: all later steps are replays.
  expect(new Set(made.slice(-12)).size).toBe(1)
  for (const runner of sets.flat()) runner.dispose()
})

it('runs go together in whatever order they step', async () => {
  // A network that no other test has: its shaders are compiled while the order changes.
  const problem = { ...mlp, modelOptions: { width: 12 } }
  const each = EIGHT.slice(0, 4).map((rule) => ({ ...problem, ...rule }))
  const [runners, plain] = [each.map(recorded), each.map(asWritten)]
  const [rows, expected]: Rows[] = [[], []]
  const areTogether = () => runners.every(({ capture }) => capture === null)
  for (let step = 0; step < 300 && (step < 2 || !areTogether()); step++) {
    for (const all of [runners, plain]) {
      const from = step % all.length
      stepTogether([...all.slice(from), ...all.slice(0, from)], problem, step)
    }
    await drainAll(runners, rows!)
    await drainAll(plain, expected!)
    await pause(100)
  }
  expect(areTogether()).toBe(true)
  expect(rows).toEqual(expected)
  for (const runner of [...runners, ...plain]) runner.dispose()
})

it('runs that do not have the same batches stay by themselves', async () => {
  const problem = { ...mlp, ...EIGHT[0]! }
  const runners = [recorded(problem), recorded(problem)]
  for (let step = 0; step < 8; step++) {
    for (const runner of runners) trainStepOf(runner, problem, step)
    await drainAll(runners, [])
  }
  expect(runners.every(({ capture }) => capture !== null)).toBe(true)
  for (const runner of runners) runner.dispose()
})
