/**
 * What one step did to the loss of its batch and to every tensor of the model. Reads the weights
 * before and after it and changes nothing.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { sizeOf } from '../../spec/model'
import { lossAndAccuracy } from '../ops/lossAndAccuracy'
import { stepMoments } from '../ops/stepMoments'
import { lossAndGradient, type Batch, type Measure, type StepSides } from '../run/trainStep'

/** What is measured. */
export interface Wanted {
  readonly decrease: boolean
  readonly noise: boolean
  readonly layers: boolean
}

/** Loss before, loss after, gradient times move. */
export const DECREASE_WIDTH = 3
/** Squared error of the gradient, its squared norm. */
export const NOISE_WIDTH = 2

/** By what is wanted: recorded steps are kept by the function that they are measured with. */
const measures = new Map<string, Measure>()

/**
 * Measures, where they are wanted, DECREASE_WIDTH numbers, NOISE_WIDTH numbers, and then the squared
 * norms of all tensors: of the gradient, of the move, of the weights before it. The same arguments
 * give the same function.
 * @param isPenalised the loss has an L2 term that is not 0
 */
export function measureOf(wanted: Wanted, isPenalised: boolean): Measure {
  const key = JSON.stringify([wanted.decrease, wanted.noise, wanted.layers, isPenalised])
  const known = measures.get(key)
  if (known) return known
  const measure: Measure = (sides) =>
    measureStep(isPenalised ? sides : { ...sides, lambda: undefined }, wanted)
  measures.set(key, measure)
  return measure
}

function measureStep(sides: StepSides, { decrease, noise, layers }: Wanted): Tensor1D {
  const { network, batch, lambda, before, after, loss } = sides
  return tf.tidy(() => {
    const objective = (value: Scalar, weights: Tensor1D): Scalar =>
      lambda ? tf.add(value, tf.mul(tf.mul(lambda, 0.5), tf.sum(tf.square(weights)))) : value
    const vectors = { gradient: pulled(sides.gradient, sides), before, after }
    const sizes = network.tensors.map(({ shape }) => sizeOf(shape))
    // The norms of the tensors come with what the whole of them promises.
    const moments = stepMoments(vectors, layers ? sizes : [before.size])
    const numbers: (Scalar | Tensor1D)[] = []
    if (decrease) {
      const logits = network.logits(after, batch.images)
      const { loss: lossAfter } = lossAndAccuracy(network.loss, logits, batch.labels)
      numbers.push(objective(loss, before), objective(lossAfter, after), moments.promised())
    }
    if (noise) numbers.push(...noiseOf(sides))
    if (layers) numbers.push(moments.squares())
    return tf.concat(numbers.map((one): Tensor1D => tf.reshape(one, [-1])))
  })
}

/** A gradient of the data loss with that of the L2 term. */
const pulled = (gradient: Tensor1D, { lambda, before }: StepSides): Tensor1D =>
  lambda ? tf.add(gradient, tf.mul(lambda, before)) : gradient

/** Of a batch with fewer examples nothing is known. */
const PARTS = 4

/**
 * Gradients g of four parts of the batch, of equal size: their mean has the squared error
 * sum |g - mean|^2 / (4 * 3). What is left over where the batch cannot be divided takes no part.
 */
function noiseOf(sides: StepSides): [Scalar, Scalar] {
  const { network, batch, before } = sides
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
  const whole = pulled(mean, sides)
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
