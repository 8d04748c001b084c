/** The networks as one writes them in TensorFlow.js: a tensor per weight, biases added as vectors. */
import * as tf from '@tensorflow/tfjs'
import type { ModelName } from '../problems'

type Weights = readonly tf.Tensor[]
type Forward = (images: tf.Tensor4D, weights: Weights) => tf.Tensor2D

const dense = (x: tf.Tensor2D, [kernel, bias]: Weights): tf.Tensor2D =>
  tf.add(tf.matMul(x, kernel as tf.Tensor2D), bias!)

const conv = (
  x: tf.Tensor4D,
  [kernel, bias]: Weights,
  stride: number,
  pad: 'same' | 'valid',
): tf.Tensor4D => tf.add(tf.conv2d(x, kernel as tf.Tensor4D, stride, pad), bias!)

const flatten = (x: tf.Tensor4D): tf.Tensor2D => tf.reshape(x, [x.shape[0], -1])
const pool = (x: tf.Tensor4D): tf.Tensor4D => tf.maxPool(x, 2, 2, 'valid')

export const forwards: Readonly<Record<ModelName, Forward>> = {
  softmax: (images, weights) => dense(flatten(images), weights),
  mlp: (images, w) => dense(tf.relu(dense(flatten(images), w)), w.slice(2)),
  cnn: (images, w) => {
    const first = pool(tf.relu(conv(images, w, 1, 'valid')))
    const second = pool(tf.relu(conv(first, w.slice(2), 1, 'valid')))
    return dense(flatten(second), w.slice(4))
  },
  resnet: (images, w) => {
    let used = 0
    const take = () => w.slice(used, (used += 2))
    let x = tf.relu(conv(images, take(), 1, 'same'))
    for (const stride of [1, 2, 2]) {
      const inner = tf.relu(conv(x, take(), stride, 'same'))
      const branch = conv(inner, take(), 1, 'same')
      const shortcut = stride === 1 ? x : conv(x, take(), stride, 'same')
      x = tf.relu(tf.add(shortcut, branch))
    }
    return dense(tf.mean(x, [1, 2]), take())
  },
}
