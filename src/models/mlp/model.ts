import * as tf from '@tensorflow/tfjs-core'
import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { Forward } from '../forward'
import { dense, flatten } from '../layers'

const activations: Readonly<Record<string, (x: Tensor2D) => Tensor2D>> = {
  relu: (x) => tf.relu(x),
  tanh: (x) => tf.tanh(x),
  softplus: (x) => tf.softplus(x),
}

/** Multi-layer perceptron; the last layer is linear. */
export const mlpForward: Forward = (images, weights, options) => {
  const activation = activations[String(options.activation)]
  if (!activation) throw new RangeError(`the MLP has no activation "${options.activation}"`)
  const last = weights.length - 2
  let x = flatten(images)
  for (let i = 0; i < last; i += 2) x = activation(dense(x, weights[i]!, weights[i + 1]!))
  return dense(x, weights[last]!, weights[last + 1]!)
}
