import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROW_WIDTH } from '../run/metricRow'
import { registerWebgpuKernels, unregisterWebgpuKernels, watchDevice } from '../kernels/webgpu'
import { SOFTWARE_TILES } from '../kernels/webgpu/tiles'
import type { StepRunner } from '../run/runner/types'
import { activate } from '../testing/backends.browser'
import { asWritten, backend, bitsOf, recorded, trainStepOf, type Problem } from './testing/lab'

const errors: string[] = []
let unwatch: (() => void) | undefined

beforeAll(async () => {
  await activate('webgpu')
  unwatch = watchDevice(backend().device, (message) => errors.push(message))
  registerWebgpuKernels(SOFTWARE_TILES)
})
afterAll(() => {
  unregisterWebgpuKernels()
  unwatch?.()
})

const input = { height: 4, width: 5, channels: 1 }
const pixels = { mean: [0.13], std: [0.31] }
const softmax = { model: 'softmax', input, batch: 4, pixels }
const mlp = { model: 'mlp', modelOptions: { width: 8 }, input, batch: 4 }
const square = { height: 16, width: 16, channels: 1 }
const cnn = { model: 'cnn', modelOptions: { width: 4 }, input: square, batch: 4, pixels }
const resnet = { model: 'resnet', input: { height: 8, width: 8, channels: 3 }, batch: 4 }

const optimizers: readonly Pick<Problem, 'optimizer' | 'hyper'>[] = [
  { optimizer: 'alig', hyper: { momentum: 0.9 } },
  { optimizer: 'alig', hyper: { momentum: 0.9, momentumMode: 'adjusted', weightDecay: 1e-3 } },
  { optimizer: 'sgd', hyper: { momentum: 0.9, nesterov: true, weightDecay: 1e-3, radius: 2 } },
  { optimizer: 'adam', hyper: { weightDecay: 1e-2 } },
  { optimizer: 'adam', hyper: { weightDecay: 1e-2, decay: 'decoupled' } },
]

/** Changes at every step what a person could change while a run trains. */
function edit(runner: StepRunner, optimizer: string, step: number): void {
  const wave = 1 + 0.5 * Math.sin(step)
  runner.write(optimizer === 'alig' ? 'maxLr' : 'lr', 0.05 * wave)
  if (optimizer === 'adam') runner.write('beta1', 0.8 + 0.1 * wave)
  else runner.write('momentum', step % 7 === 0 ? 0 : 0.5 * wave)
}

/** Work of the kind that goes on between steps: an evaluation, and buffers of many sizes. */
function disturb(parameters: tf.Tensor1D): void {
  tf.tidy(() => {
    tf.dot(parameters, tf.mul(parameters, 1e30))
    for (const size of [1, 4, 11, 32, 80, parameters.size]) tf.mul(tf.fill([size], 7e20), 2)
  })
  parameters.dispose()
}

async function follow(make: (problem: Problem) => StepRunner, problem: Problem, steps: number) {
  const runner = make(problem)
  const rows: number[] = []
  for (let step = 0; step < steps; step++) {
    edit(runner, problem.optimizer, step)
    trainStepOf(runner, problem, step)
    if (step % 10 === 3) disturb(runner.copyParameters())
    if (step % 25 === 0) rows.push(...bitsOf((await runner.drain()).values))
  }
  rows.push(...bitsOf((await runner.drain()).values))
  const tensors = (await runner.read()).map(bitsOf)
  const capture = 'capture' in runner ? runner.capture : null
  const result = { rows, tensors, capture, warning: runner.takeWarning() }
  runner.dispose()
  return result
}

async function expectAgreement(problem: Problem, steps: number): Promise<void> {
  const expected = await follow(asWritten, problem, steps)
  const actual = await follow(recorded, problem, steps)
  expect(actual.warning).toBeNull()
  expect(actual.capture).not.toBeNull()
  expect(expected.rows).toHaveLength(steps * ROW_WIDTH)
  expect(actual.rows).toEqual(expected.rows)
  expect(actual.tensors).toEqual(expected.tensors)
  expect(errors).toEqual([])
}

const cases = (problem: Omit<Problem, 'optimizer'>) =>
  optimizers.map((optimizer): [string, Problem] => [
    `${optimizer.optimizer} ${JSON.stringify(optimizer.hyper)}`,
    { ...problem, ...optimizer },
  ])

describe('recorded steps give the same bits as the eager step', () => {
  it.each(cases(softmax))('softmax, %s', (_, problem) => expectAgreement(problem, 100))
  it.each(cases(mlp))('mlp, %s', (_, problem) => expectAgreement(problem, 100))
  it.each(cases(cnn))('cnn, %s', (_, problem) => expectAgreement(problem, 100))
  it.each(cases(resnet))('resnet, %s', (_, problem) => expectAgreement(problem, 20))
  it('mlp with squared errors', () =>
    expectAgreement({ ...mlp, loss: 'squared', ...optimizers[0]! }, 40))
  it('mlp with the hinge loss', () =>
    expectAgreement({ ...mlp, loss: 'hinge', ...optimizers[0]! }, 40))
  it("mlp, with tfjs's own kernels", async () => {
    unregisterWebgpuKernels()
    await expectAgreement({ ...mlp, ...optimizers[0]! }, 40)
    registerWebgpuKernels(SOFTWARE_TILES)
  })
})
