import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchDevice } from '../kernels/webgpu'
import { runKernel } from '../kernels/webgpu/program'
import { makeViews } from '../kernels/webgpu/views'
import { activate } from '../testing/backends.browser'
import { DeviceRing } from './deviceRing'
import { createOwned, copyOwned, disposeOwned, type OwnedTensor } from './ownedTensor'
import { Capture } from './capture'
import { backend } from './testing/lab'

const errors: string[] = []
let unwatch: (() => void) | undefined
let state: OwnedTensor<Tensor1D>[]
let input: OwnedTensor<Scalar>

const write = ({ binding }: OwnedTensor, ...values: number[]) =>
  backend().device.queue.writeBuffer(binding.buffer, 0, Float32Array.from(values))

beforeAll(async () => {
  await activate('webgpu')
  const { device } = backend()
  unwatch = watchDevice(device, (message) => errors.push(message))
  state = [createOwned<tf.Rank.R1>(device, [4]), createOwned<tf.Rank.R1>(device, [4])]
  input = createOwned<tf.Rank.R0>(device, [])
})
afterAll(() => {
  ;[...state, input].forEach(disposeOwned)
  unwatch?.()
})

type Step = (first: Tensor1D, second: Tensor1D, factor: Scalar) => Tensor[]

/** Records a step that returns the new states and then the metrics. */
function makeCapture(step: Step): Capture {
  return new Capture(backend(), {
    state,
    inputs: [input.tensor],
    step: () => {
      const results = tf.tidy(() => step(state[0]!.tensor, state[1]!.tensor, input.tensor))
      return { state: results.slice(0, -1), metrics: results.at(-1)! }
    },
  })
}

/** The states after these replays, and the metrics of the last. */
async function replay(capture: Capture, times = 1): Promise<number[][]> {
  const { device } = backend()
  const ring = new DeviceRing(device)
  for (let i = 0; i < times; i++) {
    const encoder = device.createCommandEncoder()
    capture.encode(encoder)
    ring.push(encoder, capture.metrics)
    device.queue.submit([encoder.finish()])
  }
  const copies = state.map(copyOwned)
  const values = await Promise.all(copies.map(async (copy) => [...(await copy.data())]))
  const { rows } = await ring.drain()
  tf.dispose(copies)
  ring.dispose()
  return [...values, [...rows.at(-1)!]]
}

describe('a capture', () => {
  it('computes from the numbers that its inputs hold when it is replayed', async () => {
    const capture = makeCapture((a, b, factor) => [tf.mul(a, factor), tf.add(a, b), tf.sum(a)])
    write(state[0]!, 1, 2, 3, 4)
    write(state[1]!, 10, 20, 30, 40)
    write(input, 2)
    expect(await replay(capture)).toEqual([[2, 4, 6, 8], [11, 22, 33, 44], [10]])
    write(input, -1)
    expect(await replay(capture)).toEqual([[-2, -4, -6, -8], [13, 26, 39, 52], [20]])
    capture.dispose()
  })

  it('swaps states, and leaves alone what the step returns unchanged', async () => {
    write(state[0]!, 1, 2, 3, 4)
    write(state[1]!, 5, 6, 7, 8)
    const swap = makeCapture((a, b) => [b.clone(), a.clone(), tf.sum(a)])
    expect(await replay(swap)).toEqual([[5, 6, 7, 8], [1, 2, 3, 4], [10]])
    const keep = makeCapture((a, b) => [a.clone(), b.clone(), tf.sum(b)])
    expect(await replay(keep)).toEqual([[5, 6, 7, 8], [1, 2, 3, 4], [10]])
    ;[swap, keep].forEach((capture) => capture.dispose())
  })

  it('takes constants, and results that are nothing else', async () => {
    write(state[0]!, 1, 2, 3, 4)
    const capture = makeCapture((a) => [
      tf.add(a, tf.tensor1d([1, 0, 0, 1])),
      tf.tensor1d([9, 8, 7, 6]),
      tf.scalar(5),
    ])
    expect(await replay(capture, 3)).toEqual([[4, 2, 3, 7], [9, 8, 7, 6], [5]])
    capture.dispose()
  })

  it('leaves out launches that nothing depends on', () => {
    const lean = makeCapture((a, b) => [tf.add(a, 1), tf.add(b, 1), tf.sum(a)])
    const wasteful = makeCapture((a, b) => {
      tf.sqrt(tf.mul(a, 3))
      return [tf.add(a, 1), tf.add(b, 1), tf.sum(a)]
    })
    expect(wasteful.dispatchCount).toBe(lean.dispatchCount)
    ;[lean, wasteful].forEach((capture) => capture.dispose())
  })

  it('lets intermediates share memory', async () => {
    write(state[0]!, 1, 2, 3, 4)
    const capture = makeCapture((a, b) => {
      let x: Tensor1D = tf.concat(Array.from({ length: 64 }, () => a))
      for (let i = 0; i < 10; i++) x = tf.add(x, 1)
      return [tf.slice(x, [0], [4]), b.clone(), tf.sum(x)]
    })
    expect((await replay(capture))[0]).toEqual([11, 12, 13, 14])
    expect(capture.memory.intermediates).toBeLessThan(capture.memory.intermediatesUnshared / 4)
    capture.dispose()
  })

  it('follows results that are parts of one buffer, and a kernel that writes in two goes', async () => {
    const twoParts: Step = (a, b) => {
      const target = backend()
      const part = (from: number, output?: tf.TensorInfo) =>
        runKernel(
          target,
          {
            name: 'Half',
            key: [from],
            inputs: [['x', 1]],
            outputVectorWidth: 1,
            outputShape: [68],
            threads: 4,
            workgroupSize: 64,
            body: () => `result[${from} + index] = x[index] + ${from}.0;`,
          },
          [from === 0 ? a : b],
          output,
        )
      const whole = part(64, part(0))
      const views = makeViews(
        target,
        whole,
        [
          { offset: 0, shape: [4] },
          { offset: 64, shape: [4] },
        ],
        true,
      ).map((view) => tf.engine().makeTensorFromTensorInfo(view))
      return [...views, tf.sum(views[1]!)]
    }
    write(state[0]!, 1, 2, 3, 4)
    write(state[1]!, 0, 0, 0, 1)
    const capture = makeCapture(twoParts)
    expect(await replay(capture, 2)).toEqual([[1, 2, 3, 4], [128, 128, 128, 129], [513]])
    capture.dispose()
    await backend().device.queue.onSubmittedWorkDone()
    expect(errors).toEqual([])
  })
})

describe('a step is refused', () => {
  let calls = 0
  let outside: Tensor1D
  beforeAll(() => {
    outside = tf.tensor1d([1, 2, 3, 4])
  })
  afterAll(() => outside.dispose())

  const fine = (a: Tensor, b: Tensor, x: Tensor): Tensor[] => [
    tf.add(a, x),
    tf.mul(b, 1),
    tf.sum(a),
  ]
  const changing = /not do the same twice/
  const steps: [string, RegExp, Step][] = [
    // eslint-disable-next-line no-restricted-properties -- that it is refused is the point
    ['reads values', /reads the values/, (a, b) => fine(a, b, tf.scalar(a.dataSync()[0]!))],
    [
      'asks for values and does not wait',
      /reads the values/,
      (a, b) => {
        void tf.add(a, 1).data()
        return fine(a, b, a)
      },
    ],
    ['uses another tensor', /not one of its inputs/, (a, b) => fine(a, b, outside)],
    ['changes a shape', /shape of its state/, (a, b) => [tf.concat([a, b]), b.clone(), tf.sum(a)]],
    [
      'changes a type',
      /shape of its state/,
      (a, b) => fine(a, tf.cast(b, 'bool'), a).with(1, tf.cast(b, 'int32')),
    ],
    [
      'keeps a tensor',
      /keeps tensors/,
      (a, b) => {
        kept.push(tf.keep(tf.add(a, 1)))
        return fine(a, b, a)
      },
    ],
    [
      'writes into an input',
      /writes into one of its inputs/,
      (a, b) => {
        const source = {
          name: 'InPlace',
          key: [],
          inputs: [['x', 1]],
          outputVectorWidth: 1,
          outputShape: [4],
          threads: 4,
          workgroupSize: 64,
          body: () => 'result[index] = x[index];',
        } as const
        runKernel(backend(), source, [b], a)
        return fine(a, b, a)
      },
    ],
    ['counts in a constant', changing, (a, b) => fine(a, b, tf.scalar(calls++))],
    ['counts in a number', changing, (a, b) => fine(a, b, tf.leakyRelu(a, 0.1 * calls++))],
    ['counts in a bound', changing, (a, b) => fine(a, b, tf.clipByValue(a, 0, calls++))],
    ['counts in a position', changing, (a, b) => fine(a, b, tf.slice(b, [calls++ % 2], [1]))],
    ['counts in a fill', changing, (a, b) => fine(a, b, tf.fill([4], calls++))],
    ['draws random numbers', changing, (a, b) => fine(a, b, tf.randomNormal([4]))],
    [
      'does more each time',
      changing,
      (a, b) => {
        let x: Tensor = a
        for (let i = 0; i < calls; i++) x = tf.add(x, 1)
        calls++
        return fine(a, b, x)
      },
    ],
    [
      'fails of itself',
      /no good today/,
      () => {
        throw new Error('no good today')
      },
    ],
  ]
  const kept: Tensor[] = []

  it.each(steps)('that %s', async (_, sentence, step) => {
    calls = 1
    const properties = Object.keys(backend())
    const { numTensors, numDataBuffers } = tf.memory()
    const { numBytesAllocatedInGPU } = tf.memory() as unknown as { numBytesAllocatedInGPU: number }
    const dataIds = backend().numDataIds()
    expect(() => makeCapture(step)).toThrow(sentence)
    tf.dispose(kept.splice(0))
    expect(Object.keys(backend())).toEqual(properties)
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers, numBytesAllocatedInGPU })
    expect(backend().numDataIds()).toBe(dataIds)

    write(state[0]!, 1, 2, 3, 4)
    write(state[1]!, 1, 1, 1, 1)
    write(input, 1)
    const capture = makeCapture(fine)
    expect(await replay(capture)).toEqual([[2, 3, 4, 5], [1, 1, 1, 1], [10]])
    capture.dispose()
  })
})
