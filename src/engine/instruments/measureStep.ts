/**
 * What one step did to the loss of its batch and to every tensor of the model. Reads the weights
 * before and after it and changes nothing.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { sizeOf } from '../../spec/model'
import { lossAndAccuracy } from '../ops/lossAndAccuracy'
import type { Network } from '../run/network'
import { lossAndGradient, type Batch } from '../run/trainStep'

/** What is measured. */
export interface Wanted {
  readonly decrease: boolean
  readonly noise: boolean
  readonly layers: boolean
}

export interface StepSides {
  readonly network: Network
  readonly batch: Batch
  /** lambda of an L2 term lambda |w|^2 / 2 that belongs to the loss; 0 for none. */
  readonly l2: number
  /** [P] */
  readonly before: Tensor1D
  /** [P] */
  readonly after: Tensor1D
  /** Of the batch at `before`, without the L2 term; computed here where it is absent. */
  readonly found?: { readonly loss: Scalar; readonly gradient: Tensor1D } | undefined
}

/** Loss before, loss after, gradient times move. */
export const DECREASE_WIDTH = 3
/** Squared error of the gradient, its squared norm. */
export const NOISE_WIDTH = 2
/**
 * @returns where they are wanted, DECREASE_WIDTH numbers, NOISE_WIDTH numbers, and then the squared
 *   norms of all tensors: of the gradient, of the move, of the weights before it
 */
export function measureStep(sides: StepSides, { decrease, noise, layers }: Wanted): Tensor1D {
  const { network, batch, l2, before, after } = sides
  return tf.tidy(() => {
    const { loss, gradient: ofLoss } = sides.found ?? lossAndGradient(network, before, batch)
    const objective = (value: Scalar, weights: Tensor1D): Scalar =>
      l2 === 0 ? value : tf.add(value, tf.mul(l2 / 2, tf.sum(tf.square(weights))))
    const gradient: Tensor1D = l2 === 0 ? ofLoss : tf.add(ofLoss, tf.mul(l2, before))
    const move: Tensor1D = tf.sub(before, after)
    const numbers: Scalar[] = []
    if (decrease) {
      const logits = network.logits(after, batch.images)
      const { loss: lossAfter } = lossAndAccuracy(network.loss, logits, batch.labels)
      const promised: Scalar = tf.sum(tf.mul(gradient, move))
      numbers.push(objective(loss, before), objective(lossAfter, after), promised)
    }
    if (noise) numbers.push(...noiseOf(sides))
    if (layers) {
      const sizes = network.tensors.map(({ shape }) => sizeOf(shape))
      for (const vector of [gradient, move, before])
        for (const part of tf.split(vector, sizes)) numbers.push(tf.sum(tf.square(part)))
    }
    return tf.stack(numbers) as Tensor1D
  })
}

/** Of a batch with fewer examples nothing is known. */
const PARTS = 4

/**
 * Gradients g of four parts of the batch, of equal size: their mean has the squared error
 * sum |g - mean|^2 / (4 * 3). What is left over where the batch cannot be divided takes no part.
 */
function noiseOf({ network, batch, l2, before }: StepSides): [Scalar, Scalar] {
  const size = Math.floor(batch.labels.size / PARTS)
  // 0 / 0 is no number, which some devices cannot hold.
  if (size === 0) return [tf.scalar(0), tf.scalar(0)]
  const { images, labels } = batch
  const rest = images.shape.slice(1)
  const gradients = Array.from({ length: PARTS }, (_, i) => {
    const part = {
      images: tf.slice(images as Tensor, [i * size, ...rest.map(() => 0)], [size, ...rest]),
      labels: tf.slice1d(labels, i * size, size),
    } as Batch
    return lossAndGradient(network, before, part).gradient
  })
  const mean: Tensor1D = tf.div(tf.addN(gradients), PARTS)
  const apart = gradients.map((one): Scalar => tf.sum(tf.square(tf.sub(one, mean))))
  const whole: Tensor1D = l2 === 0 ? mean : tf.add(mean, tf.mul(l2, before))
  return [tf.div(tf.addN(apart), PARTS * (PARTS - 1)), tf.sum(tf.square(whole))]
}

export interface Decrease {
  readonly predicted: number
  readonly actual: number
  /** NaN where the tangent does not fall. */
  readonly alpha: number
}

/**
 * The parabola through loss L and slope -P at the start of the step (P is what the tangent promised
 * over its whole length) and the loss L - A at its end has its valley at the share P / 2(P - A) of the
 * step, which makes alpha, (1 - valley) / valley, equal to 1 - 2 A / P.
 */
export function decreaseOf(before: number, after: number, promised: number): Decrease {
  const actual = before - after
  const alpha = promised > 0 ? 1 - (2 * actual) / promised : NaN
  return { predicted: promised, actual, alpha }
}
