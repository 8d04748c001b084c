/**
 * A look along the negative gradient: the loss of one batch at w - t g for several step sizes t.
 * Reads the weights and changes nothing.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import type { Network } from '../run/network'
import { lossAndGradient, type Batch } from '../run/trainStep'
import { yieldToMessages } from '../session/yieldToMessages'

/** Evenly spaced step sizes, from 0 to the end of the line. */
export const EVEN_POINTS = 21
/** The line is this many times as long as the longest of the step sizes to be seen on it. */
const REACH = 2
/** Where there is no step size to go by. */
const SHORTEST = 1e-3
/** Longest time without looking at messages. */
const YIELD_EVERY_MS = 30

export interface GradientLineInput {
  readonly network: Network
  /** [P], left as they are. */
  readonly parameters: Tensor1D
  /** The caller's. */
  readonly batch: Batch
  /** lambda of an L2 term lambda |w|^2 / 2 that belongs to the loss; 0 for none. */
  readonly l2: number
  /** Step sizes that must be among the points, from loss and |g|^2; only positive ones count. */
  readonly stepSizes: (loss: number, gradNormSq: number) => readonly number[]
}

export interface GradientLine {
  /** At t = 0; with the L2 term where there is one. */
  readonly loss: number
  readonly gradNormSq: number
  /** In order of `stepSize`, from 0 on. A loss may be NaN or Infinity far out. */
  readonly points: readonly { readonly stepSize: number; readonly loss: number }[]
}

/** Even step sizes up to twice the longest of the given ones, and these themselves, in order. */
export function lineStepSizes(wanted: readonly number[]): number[] {
  const usable = wanted.filter((t) => t > 0 && Number.isFinite(t))
  const end = REACH * Math.max(SHORTEST, ...usable)
  const even = Array.from({ length: EVEN_POINTS }, (_, i) => (end * i) / (EVEN_POINTS - 1))
  return [...new Set([...even, ...usable])].sort((a, b) => a - b)
}

export async function lossAlongGradient(input: GradientLineInput): Promise<GradientLine> {
  const { network, parameters, batch, l2 } = input
  const objective = (weights: Tensor1D, loss: Scalar): Scalar =>
    l2 === 0 ? loss : tf.add(loss, tf.mul(l2 / 2, tf.sum(tf.square(weights))))

  const { gradient, start } = tf.tidy(() => {
    const { loss, gradient: ofLoss } = lossAndGradient(network, parameters, batch)
    const gradient: Tensor1D = l2 === 0 ? ofLoss : tf.add(ofLoss, tf.mul(l2, parameters))
    const gradNormSq: Scalar = tf.sum(tf.square(gradient))
    return { gradient, start: tf.stack([objective(parameters, loss), gradNormSq]) }
  })
  const losses: Scalar[] = []
  try {
    const [loss, gradNormSq] = (await start.data()) as unknown as [number, number]
    const stepSizes = lineStepSizes(input.stepSizes(loss, gradNormSq))
    let lastYield = performance.now()
    for (const t of stepSizes) {
      losses.push(
        tf.tidy(() => {
          const weights: Tensor1D = tf.sub(parameters, tf.mul(t, gradient))
          return objective(
            weights,
            network.loss.mean(network.logits(weights, batch.images), batch.labels),
          )
        }),
      )
      if (performance.now() - lastYield > YIELD_EVERY_MS) {
        await yieldToMessages()
        lastYield = performance.now()
      }
    }
    const joined = tf.stack(losses)
    const values = await joined.data()
    joined.dispose()
    return {
      loss,
      gradNormSq,
      points: stepSizes.map((stepSize, i) => ({ stepSize, loss: values[i]! })),
    }
  } finally {
    tf.dispose([gradient, start, ...losses])
  }
}
