/**
 * The training steps that the wasm benchmark times: loss and gradient of a flat parameter
 * vector, then an ALI-G update, all in ordinary tfjs operations.
 */
import * as tf from '@tensorflow/tfjs-core'

const CLASSES = 10

/** Cuts the flat vector into tensors of the given shapes. */
function unpack(flat, shapes) {
  const sizes = shapes.map((shape) => shape.reduce((a, b) => a * b, 1))
  return tf.split(flat, sizes).map((part, i) => tf.reshape(part, shapes[i]))
}

const dense = (x, kernel, bias) => tf.add(tf.matMul(x, kernel), bias)
const conv = (x, kernel, bias, stride, pad) =>
  tf.add(tf.conv2d(x, kernel, stride, pad), tf.reshape(bias, [1, 1, 1, -1]))
const flatten = (x) => tf.reshape(x, [x.shape[0], -1])

const mlp = {
  id: 'MLP 784-128-10, batch 64',
  image: [64, 28, 28, 1],
  shapes: [[784, 128], [128], [128, CLASSES], [CLASSES]],
  forward: (x, [k1, b1, k2, b2]) => dense(tf.relu(dense(flatten(x), k1, b1)), k2, b2),
}

const cnn = {
  id: 'CNN 5x5x8, 5x5x16, batch 64',
  image: [64, 28, 28, 1],
  shapes: [[5, 5, 1, 8], [8], [5, 5, 8, 16], [16], [256, CLASSES], [CLASSES]],
  forward: (x, [k1, b1, k2, b2, k3, b3]) => {
    const first = tf.maxPool(tf.relu(conv(x, k1, b1, 1, 'valid')), 2, 2, 'valid')
    const second = tf.maxPool(tf.relu(conv(first, k2, b2, 1, 'valid')), 2, 2, 'valid')
    return dense(flatten(second), k3, b3)
  },
}

/** Three residual blocks of two 3x3 convolutions, 16, 32 and 64 channels, no normalisation. */
const resnet = {
  id: 'ResNet-8 16/32/64, batch 32',
  image: [32, 32, 32, 3],
  shapes: [
    [3, 3, 3, 16],
    [16],
    ...[
      [16, 16],
      [16, 32],
      [32, 64],
    ].flatMap(([from, to]) => [
      [3, 3, from, to],
      [to],
      [3, 3, to, to],
      [to],
      ...(from === to ? [] : [[1, 1, from, to]]),
    ]),
    [64, CLASSES],
    [CLASSES],
  ],
  forward: (x, weights) => {
    const next = weights[Symbol.iterator]()
    const take = () => next.next().value
    let h = tf.relu(conv(x, take(), take(), 1, 'same'))
    for (const stride of [1, 2, 2]) {
      const inner = tf.relu(conv(h, take(), take(), stride, 'same'))
      const branch = conv(inner, take(), take(), 1, 'same')
      const skip = stride === 1 ? h : tf.conv2d(h, take(), stride, 'same')
      h = tf.relu(tf.add(skip, tf.mul(branch, 0.5)))
    }
    return dense(tf.mean(h, [1, 2]), take(), take())
  },
}

export const models = { mlp, cnn, resnet }

function crossEntropy(logits, oneHot) {
  const logTotal = tf.logSumExp(logits, 1)
  return tf.mean(tf.sub(logTotal, tf.sum(tf.mul(logits, oneHot), 1)))
}

/** A small linear congruential generator: the same numbers for every variant. */
function numbers(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * Fresh weights and one fixed batch of a model.
 * @returns `step` (weights -> weights, loss; the caller disposes both) and `weights` [P]
 */
export function prepare(model) {
  const draw = numbers(1)
  const weights = model.shapes.flatMap((shape) => {
    const size = shape.reduce((a, b) => a * b, 1)
    const fanIn = shape.length > 1 ? size / shape.at(-1) : 0
    const range = fanIn ? Math.sqrt(6 / fanIn) : 0
    return Array.from({ length: size }, () => (2 * draw() - 1) * range)
  })
  const pixels = model.image.reduce((a, b) => a * b, 1)
  const images = tf.tensor(
    Float32Array.from({ length: pixels }, () => draw()),
    model.image,
  )
  const labels = tf.tensor1d(
    Array.from({ length: model.image[0] }, () => Math.floor(draw() * CLASSES)),
    'int32',
  )
  const oneHot = tf.cast(tf.oneHot(labels, CLASSES), 'float32')
  labels.dispose()
  const lossOf = tf.valueAndGrad((flat) =>
    crossEntropy(model.forward(images, unpack(flat, model.shapes)), oneHot),
  )
  const maxLr = tf.scalar(0.1)
  const eps = tf.scalar(1e-5)
  const step = (flat) =>
    tf.tidy(() => {
      const { value: loss, grad } = lossOf(flat)
      const gradNormSq = tf.sum(tf.square(grad))
      const stepSize = tf.minimum(tf.div(loss, tf.add(gradNormSq, eps)), maxLr)
      return { weights: tf.sub(flat, tf.mul(stepSize, grad)), loss }
    })
  return { step, weights: tf.tensor1d(weights) }
}
