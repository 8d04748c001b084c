import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { STEP_MOMENTS } from '../kernels/webgpu/stepMoments'
import { hasKernel } from './fastKernel'

export interface StepVectors {
  /** [P] */
  readonly gradient: Tensor1D
  /** [P], weights. */
  readonly before: Tensor1D
  /** [P] */
  readonly after: Tensor1D
}

/** Computed when they are asked for, within a tidy. */
export interface StepMoments {
  /** The gradient times the move before - after. */
  readonly promised: () => Scalar
  /** [3 parts]: squared norms of the gradient of all parts, then of the move, then of `before`. */
  readonly squares: () => Tensor1D
}

/** The definition, in ordinary tfjs operations. */
export function plainStepMoments(
  { gradient, before, after }: StepVectors,
  sizes: readonly number[],
): StepMoments {
  const move: Tensor1D = tf.sub(before, after)
  return {
    promised: () => tf.sum(tf.mul(gradient, move)),
    squares: () =>
      tf.stack(
        [gradient, move, before].flatMap((vector) =>
          tf.split(vector, [...sizes]).map((part): Scalar => tf.sum(tf.square(part))),
        ),
      ) as Tensor1D,
  }
}

/**
 * Sums over what a step has moved: two launches where the backend has our kernel.
 * @param sizes of the parts of the parameters, none of them 0
 */
export function stepMoments(vectors: StepVectors, sizes: readonly number[]): StepMoments {
  if (!hasKernel(STEP_MOMENTS)) return plainStepMoments(vectors, sizes)
  const parts = sizes.length
  const inputs = { ...vectors }
  const moments = tf.engine().runKernel<Tensor1D>(STEP_MOMENTS, inputs, { sizes: [...sizes] })
  return {
    promised: () => tf.sum(tf.slice(moments, 3 * parts, parts)),
    squares: () => tf.slice(moments, 0, 3 * parts),
  }
}
