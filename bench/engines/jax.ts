/** jax-js: the whole step in one `jit`, networks in its own layout (NCHW, OIHW). */
import {
  blockUntilReady,
  defaultDevice,
  getWebGPUDevice,
  init,
  jit,
  lax,
  nn,
  numpy as np,
  valueAndGrad,
} from '@jax-js/jax'
import { RULES, targetsOf, weightsByTensor, type Problem, type ModelName } from '../problems'
import type { Engine, Trainer } from './engine'

type Forward = (images: np.Array, weights: np.Array[]) => np.Array

export function createEngine(device: 'webgpu' | 'wasm'): Engine {
  return {
    open: async () => {
      if (!(await init(device)).includes(device)) {
        throw new Error(`jax-js has no ${device} device here.`)
      }
      defaultDevice(device)
      // It fails late where there is an adapter without a device.
      if (device === 'webgpu') getWebGPUDevice()
      return device
    },
    prepare: async (problem) => createTrainer(problem),
  }
}

const dense = (x: np.Array, [kernel, bias]: np.Array[]) => np.matmul(x, kernel!).add(bias!)

const conv = (x: np.Array, [kernel, bias]: np.Array[], stride: number, pad: 'SAME' | 'VALID') =>
  lax.convGeneralDilated(x, kernel!, [stride, stride], pad).add(bias!.reshape([1, -1, 1, 1]))

const flatten = (x: np.Array) => x.reshape([x.shape[0]!, -1])

function pool(x: np.Array): np.Array {
  const [batch, channels, height, width] = x.shape as [number, number, number, number]
  return np.max(x.reshape([batch, channels, height / 2, 2, width / 2, 2]), [3, 5])
}

const forwards: Readonly<Record<ModelName, Forward>> = {
  softmax: (images, w) => dense(flatten(images), w),
  mlp: (images, w) => dense(nn.relu(dense(flatten(images), w)), w.slice(2)),
  cnn: (images, w) => {
    const first = pool(nn.relu(conv(images, w, 1, 'VALID')))
    const second = pool(nn.relu(conv(first, w.slice(2), 1, 'VALID')))
    return dense(flatten(second), w.slice(4))
  },
  resnet: (images, w) => {
    let used = 0
    const take = () => w.slice(used, (used += 2))
    let x = nn.relu(conv(images, take(), 1, 'SAME'))
    for (const stride of [1, 2, 2]) {
      const inner = nn.relu(conv(x.ref, take(), stride, 'SAME'))
      const branch = conv(inner, take(), 1, 'SAME')
      const shortcut = stride === 1 ? x : conv(x, take(), stride, 'SAME')
      x = nn.relu(shortcut.add(branch))
    }
    return dense(np.mean(x, [2, 3]), take())
  },
}

function createTrainer(problem: Problem): Trainer {
  const { maxLr, eps } = RULES.alig
  const { batch, classes } = problem
  const forward = forwards[problem.model]
  const images = imagesOf(problem)
  const targets = np.array(targetsOf(problem)).reshape([batch, classes])

  const lossOf = (weights: np.Array[], x: np.Array, y: np.Array) =>
    np.sum(nn.logSoftmax(forward(x, weights)).mul(y)).mul(-1 / batch)

  /** Loss, gradient, ALI-G update. */
  const step = jit((weights: np.Array[], x: np.Array, y: np.Array) => {
    const [loss, gradients] = valueAndGrad(lossOf)(
      weights.map((weight) => weight.ref),
      x,
      y,
    ) as [np.Array, np.Array[]]
    const normSq = gradients
      .map((gradient) => np.sum(gradient.ref.mul(gradient.ref)))
      .reduce((sum, one) => sum.add(one))
    const stepSize = np.minimum(loss.ref.div(normSq.add(eps)), maxLr)
    const next = weights.map((weight, i) => weight.sub(gradients[i]!.mul(stepSize.ref)))
    stepSize.dispose()
    return [next, loss] as [np.Array[], np.Array]
  })

  let weights = weightsOf(problem)
  let last: np.Array | undefined
  return {
    issue: async (steps) => {
      for (let i = 0; i < steps; i++) {
        last?.dispose()
        ;[weights, last] = step(weights, images.ref, targets.ref) as [np.Array[], np.Array]
        // Otherwise the graph of steps not yet done would grow.
        if (i % 16 === 15) await blockUntilReady(weights)
      }
    },
    settle: async () => {
      await blockUntilReady(weights)
      return (await last!.ref.data())[0]!
    },
    dispose: () => {
      for (const array of [...weights, images, targets, ...(last ? [last] : [])]) array.dispose()
    },
  }
}

/** [B, H, W, C] as [B, C, H, W]. */
function imagesOf({ images, batch, input }: Problem): np.Array {
  const { height, width, channels } = input
  return ready(permuted(images, [batch, height, width, channels], [0, 3, 1, 2]))
}

/** Convolution kernels as [out, in, height, width]; rows of the dense layer after them by channel. */
function weightsOf(problem: Problem): np.Array[] {
  let lastChannels = 0
  return weightsByTensor(problem).map(({ shape, values }) => {
    if (shape.length === 4) {
      lastChannels = shape[3]!
      return ready(permuted(values, shape, [3, 2, 0, 1]))
    }
    if (shape.length === 2 && problem.model === 'cnn') {
      const [inputs, outputs] = shape as [number, number]
      const side = Math.sqrt(inputs / lastChannels)
      const moved = permuted(values, [side, side, lastChannels, outputs], [2, 0, 1, 3])
      return ready({ values: moved.values, shape })
    }
    return ready({ values: values.slice(), shape })
  })
}

const ready = ({ values, shape }: { values: Float32Array; shape: number[] }) =>
  np.array(values as Float32Array<ArrayBuffer>).reshape(shape)

/** A row-major array with its axes in another order. */
function permuted(values: Float32Array, shape: readonly number[], order: readonly number[]) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1))
  const sizes = order.map((axis) => shape[axis]!)
  const steps = order.map((axis) => strides[axis]!)
  const index = sizes.map(() => 0)
  const result = new Float32Array(values.length)
  let from = 0
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from]!
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      from += steps[axis]!
      if (++index[axis]! < sizes[axis]!) break
      from -= steps[axis]! * sizes[axis]!
      index[axis] = 0
    }
  }
  return { values: result, shape: sizes }
}
