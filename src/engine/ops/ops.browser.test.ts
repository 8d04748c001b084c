import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import {
  expectAgreement,
  integers,
  normals,
  useWebgpuKernels,
  type HostTensor,
  type Operation,
} from '../kernels/webgpu/testing/harness'
import { GPU_TILES, SOFTWARE_TILES } from '../kernels/webgpu/tiles'
import { unregisterWebgpuKernels, registerWebgpuKernels } from '../kernels/webgpu'
import { plainStepMoments, stepMoments } from './stepMoments'
import { packBytes, plainStandardiseBytes, standardiseBytes } from './standardiseBytes'
import { crossEntropy } from '../losses/crossEntropy'
import { hinge } from '../losses/hinge'
import type { LossFunction } from '../losses/lossFunction'
import { squared } from '../losses/squared'
import { lossAndAccuracy, plainLossAndAccuracy } from './lossAndAccuracy'

type Form = typeof lossAndAccuracy

/** Loss and accuracy. */
const values =
  (form: Form, loss: LossFunction): Operation =>
  (logits, labels) => {
    const result = form(loss, logits as tf.Tensor2D, labels as tf.Tensor1D)
    return [result.loss, result.accuracy]
  }

/** Gradient of 3 loss with respect to the logits: the factor must arrive. */
const gradient =
  (form: Form, loss: LossFunction): Operation =>
  (logits, labels) =>
    tf.grad((x: tf.Tensor) => tf.mul(form(loss, x as tf.Tensor2D, labels as tf.Tensor1D).loss, 3))(
      logits!,
    )

const scaled = ({ shape, values }: HostTensor, factor: number): HostTensor => ({
  shape,
  values: Float32Array.from(values, (value) => value * factor),
})

describe.each([
  ['tiles for software adapters', SOFTWARE_TILES],
  ['tiles for GPUs', GPU_TILES],
])('fast operations, %s', (_, tiles) => {
  useWebgpuKernels(tiles)

  const sizes = [
    [64, 10, 1],
    [7, 3, 1],
    [130, 5, 10],
    [33, 17, 40],
    [1, 2, 1],
  ] as const
  it.each(
    [
      [crossEntropy, 'AligSoftmaxCrossEntropy'] as const,
      [squared, 'AligSquaredLoss'] as const,
      [hinge, 'AligHingeLoss'] as const,
    ].flatMap(([loss, kernel]) => sizes.map((size) => [loss.id, ...size, loss, kernel] as const)),
  )(
    '%s of %d rows, %d classes, logits times %d',
    async (_id, rows, classes, factor, loss, kernel) => {
      const inputs = [scaled(normals([rows, classes], 1), factor), integers([rows], classes, 2)]
      expect(
        await expectAgreement(
          values(lossAndAccuracy, loss),
          inputs,
          values(plainLossAndAccuracy, loss),
        ),
      ).toEqual([kernel])
      const programs = await expectAgreement(
        gradient(lossAndAccuracy, loss),
        inputs,
        gradient(plainLossAndAccuracy, loss),
      )
      expect(programs).toContain(`${kernel}Grad`)
    },
  )

  it.each([crossEntropy, squared, hinge])(
    'accuracy beside $id takes the first of equal logits',
    async (loss) => {
      const logits = { shape: [3, 3], values: Float32Array.of(1, 1, 0, 0, 2, 2, 5, 5, 5) }
      const labels = { shape: [3], values: Int32Array.of(1, 1, 0) }
      const accuracy: Operation = (x, y) =>
        lossAndAccuracy(loss, x as tf.Tensor2D, y as tf.Tensor1D).accuracy
      await expectAgreement(accuracy, [logits, labels], () => tf.scalar(Math.fround(2 / 3)))
    },
  )

  it.each([
    [[28, 28, 1], [0.1307], [0.3081]],
    [
      [5, 3, 3],
      [0.4914, 0.4822, 0.4465],
      [0.247, 0.2435, 0.2616],
    ],
    [
      [8, 8, 3],
      [0.4914, 0.4822, 0.4465],
      [0.247, 0.2435, 0.2616],
    ],
  ] as const)('standardises bytes of %j', async (shape, mean, std) => {
    const count = 5
    const size = tf.util.sizeFromShape([...shape])
    const bytes = Uint8Array.from(integers([count, size], 256, 4).values)
    const tensor = packBytes(bytes, count)
    const packed = { shape: tensor.shape, values: (await tensor.data()) as Int32Array }
    tensor.dispose()
    const attributes = { shape, mean, std }
    const programs = await expectAgreement(
      (x) => standardiseBytes(x as tf.Tensor2D, attributes),
      [packed],
      (x) => plainStandardiseBytes(x as tf.Tensor2D, attributes),
    )
    expect(programs).toEqual(['AligStandardiseBytes'])
  })

  it.each([[[784 * 16, 16, 160, 10]], [[5, 1, 300]], [[1]], [[70_000]]])(
    'sums over a step, of parts of %j',
    async (sizes) => {
      const size = sizes.reduce((sum, part) => sum + part, 0)
      const moments =
        (form: typeof stepMoments): Operation =>
        (...vectors) => {
          const [gradient, before, after] = vectors as tf.Tensor1D[]
          const named = { gradient: gradient!, before: before!, after: after! }
          const { squares, promised } = form(named, sizes)
          return [squares(), promised()]
        }
      const vectors = [1, 2, 3].map((seed) => normals([size], seed))
      const programs = await expectAgreement(
        moments(stepMoments),
        vectors,
        moments(plainStepMoments),
      )
      expect(programs.filter((name) => name.startsWith('Alig'))).toEqual([
        'AligStepMoments',
        'AligStepMomentsTotal',
      ])
    },
  )
})

describe('splitting the parameter vector', () => {
  useWebgpuKernels()

  const SIZES = [
    { name: 'an MLP, whose tensors are aligned', sizes: [784 * 128, 128, 1280, 10], launches: [] },
    {
      name: 'a CNN, whose tensors are not',
      sizes: [200, 8, 3200, 16, 2560, 10],
      launches: ['AligSpacedCopy'],
    },
  ]

  it.each(SIZES)('of $name', async ({ sizes, launches }) => {
    const vector = normals([sizes.reduce((sum, size) => sum + size, 0)], 1)
    const programs = await expectAgreement((x) => tf.split(x!, sizes), [vector])
    expect(programs).toEqual(launches)
  })

  it.each(SIZES)('of $name gives back all memory', async ({ sizes }) => {
    const vector = tf.zeros([sizes.reduce((sum, size) => sum + size, 0)])
    const use = async () => {
      const parts = tf.split(vector, sizes)
      const sum = tf.tidy(() => tf.addN(parts.map((part) => tf.sum(tf.square(part)))))
      await sum.data()
      tf.dispose([...parts, sum])
    }
    await use()
    const before = tf.memory() as ReturnType<typeof tf.memory> & { numBytesInGPU: number }
    for (let i = 0; i < 5; i++) await use()
    const after = tf.memory() as typeof before
    expect(after.numTensors).toBe(before.numTensors)
    expect(after.numDataBuffers).toBe(before.numDataBuffers)
    expect(after.numBytesInGPU).toBe(before.numBytesInGPU)
    vector.dispose()
  })

  it('parts outlive the vector', async () => {
    const sizes = [64, 64, 5]
    const vector = tf.range(0, 133)
    const [, second, third] = tf.split(tf.mul(vector, 1), sizes)
    vector.dispose()
    // Other work that would take the vector's memory if it were free.
    for (let i = 0; i < 4; i++) tf.fill([133], 7).dispose()
    expect([...(await second!.data())].slice(0, 3)).toEqual([64, 65, 66])
    expect([...(await third!.data())]).toEqual([128, 129, 130, 131, 132])
    tf.dispose([second!, third!])
  })

  it('the gradient is one vector again', async () => {
    const sizes = [200, 8, 30]
    await expectAgreement(
      (x) =>
        tf.grad((vector: tf.Tensor) => {
          const [a, b, c] = tf.split(vector, sizes)
          return tf.add(tf.sum(tf.square(a!)), tf.mul(tf.sum(b!), tf.sum(tf.square(c!))))
        })(x!),
      [normals([238], 2)],
    )
  })
})

describe('operations without a fast kernel', () => {
  useWebgpuKernels()

  it('run as they are defined', async () => {
    unregisterWebgpuKernels()
    const programs = await expectAgreement(values(lossAndAccuracy, crossEntropy), [
      normals([8, 4], 1),
      integers([8], 4, 2),
    ])
    registerWebgpuKernels(SOFTWARE_TILES)
    expect(programs.length).toBeGreaterThan(5)
    expect(programs.join()).not.toContain('Alig')
  })
})
