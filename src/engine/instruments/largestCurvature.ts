/**
 * The largest eigenvalue of a Hessian, by Lanczos' method on products with the Hessian. Each product
 * is the difference of two gradients, so that no kernel needs a second derivative.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { createStream } from '../../random/stream'
import { eigenvectorOf, largestEigenvalue, type Tridiagonal } from './largestEigenvalue'

/** Lanczos steps at most; each keeps a vector as long as the weights. */
const MOST_STEPS = 30
const FEWEST_STEPS = 4
/** Done when the estimate has grown by less than this share twice in a row. */
const CLOSE = 1e-3
/** Products by which a first direction finds how strong the curvature is. */
const FIRST_PRODUCTS = 3
/**
 * Weights are moved by this over the root of the curvature, which changes the loss by a fixed small
 * amount whatever the scale of inputs and weights: 1/2 0.02^2. Shorter moves drown in float32, longer
 * ones see how the curvature changes.
 */
const MOVE = 0.02
/** Before anything is known of the curvature. */
const FIRST_MOVE = 1e-3
/** The move was too long or too short where the curvature turns out so many times as strong, or weak. */
const MUCH = 20
/** Share of a new direction in the one to go on from, so that another peak is found where one grew. */
const FRESH = 0.1

export interface CurvatureInput {
  /** Of the loss, [P] to [P]; called within a tidy. */
  readonly gradientAt: (weights: Tensor1D) => Tensor1D
  /** [P], where the curvature is measured. */
  readonly weights: Tensor1D
  /** [P], of any length but 0: where to begin, such as the gradient or an earlier `direction`. */
  readonly start: Tensor1D
  /** The curvature that is expected, where there is an earlier one. */
  readonly expected?: number | undefined
  /** Asked between two products; ends the measurement without a result. May let others have a turn. */
  readonly isStopped: () => Promise<boolean>
}

export interface Curvature {
  /** Largest eigenvalue, in the direction in which the loss curves upwards most. */
  readonly value: number
  /** [P], of length 1; the caller disposes it. */
  readonly direction: Tensor1D
  /** Products with the Hessian, of two gradients each. */
  readonly products: number
}

const unit = (vector: Tensor1D): Tensor1D => tf.div(vector, tf.maximum(tf.norm(vector), 1e-30))
const dot = (a: Tensor1D, b: Tensor1D): Scalar => tf.sum(tf.mul(a, b))

/** Null where it was stopped, or where nothing of a curvature could be found. */
export async function largestCurvature(input: CurvatureInput): Promise<Curvature | null> {
  const { gradientAt, weights, start, isStopped } = input
  let products = 0
  /** H v by the difference of the gradients on both sides. */
  const times = (v: Tensor1D, move: number): Tensor1D =>
    tf.tidy(() => {
      products++
      const step = tf.mul(v, move)
      const difference = tf.sub(
        gradientAt(tf.add(weights, step)),
        gradientAt(tf.sub(weights, step)),
      )
      return tf.div(difference, 2 * move)
    })

  const stream = createStream(1, 'data')
  let direction: Tensor1D = tf.tidy(() => {
    const fresh = unit(tf.tensor1d(Float32Array.from({ length: weights.size }, stream.normal)))
    return unit(tf.add(unit(start), tf.mul(fresh, FRESH)))
  })
  let scale = input.expected ?? 0
  const forget = () => {
    direction.dispose()
    return null
  }
  if (!(scale > 0)) {
    for (let i = 0; i < FIRST_PRODUCTS; i++) {
      if (await isStopped()) return forget()
      const product = times(direction, scale > 0 ? MOVE / Math.sqrt(scale) : FIRST_MOVE)
      direction.dispose()
      const length = tf.tidy(() => tf.norm(product))
      scale = (await length.data())[0]!
      direction = tf.tidy(() => unit(product))
      tf.dispose([product, length])
      if (!(scale > 0) || !Number.isFinite(scale)) return forget()
    }
  }
  for (let attempt = 0; ; attempt++) {
    const found = await lanczos((v) => times(v, MOVE / Math.sqrt(scale)), direction, isStopped)
    direction.dispose()
    if (!found) return null
    direction = found.direction
    const isOff = found.value > MUCH * scale || found.value < scale / MUCH
    if (!isOff || attempt > 0 || !(found.value > 0)) return { ...found, products }
    scale = found.value
  }
}

/** The largest eigenvalue of a symmetric matrix by its products; `start` has length 1 and is kept. */
async function lanczos(
  times: (v: Tensor1D) => Tensor1D,
  start: Tensor1D,
  isStopped: () => Promise<boolean>,
): Promise<Pick<Curvature, 'value' | 'direction'> | null> {
  const basis: Tensor1D[] = [start.clone()]
  const diagonal: number[] = []
  const beside: number[] = []
  const known = (): Tridiagonal => ({ diagonal, beside: beside.slice(0, diagonal.length - 1) })
  try {
    let value = NaN
    let closeCount = 0
    for (;;) {
      if (await isStopped()) return null
      const v = basis.at(-1)!
      const { next, numbers } = tf.tidy(() => {
        const product = times(v)
        const entry = dot(product, v)
        // Against all, not the last two alone: rounding would bring the largest one back.
        let rest = product
        for (const one of basis) rest = tf.sub(rest, tf.mul(dot(rest, one), one))
        const length: Scalar = tf.sqrt(dot(rest, rest))
        const next: Tensor1D = tf.div(rest, tf.maximum(length, 1e-30))
        return { next, numbers: tf.stack([entry, length]) }
      })
      const [entry, length] = (await numbers.data()) as unknown as [number, number]
      numbers.dispose()
      if (!Number.isFinite(entry) || !Number.isFinite(length)) {
        next.dispose()
        return null
      }
      diagonal.push(entry)
      const before = value
      value = largestEigenvalue(known())
      closeCount = value - before <= CLOSE * Math.abs(value) ? closeCount + 1 : 0
      const isClose = closeCount >= 2 && diagonal.length >= FEWEST_STEPS
      // Nothing is left: the space is exhausted.
      const isAll = length <= 1e-6 * Math.abs(value) || diagonal.length >= v.size
      if (isClose || isAll || diagonal.length >= MOST_STEPS) {
        next.dispose()
        return { value, direction: combined(basis, eigenvectorOf(known(), value)) }
      }
      beside.push(length)
      basis.push(next)
    }
  } finally {
    tf.dispose(basis)
  }
}

/** The vector with these coordinates, of length 1; the first of the basis where they are no numbers. */
const combined = (basis: readonly Tensor1D[], coordinates: readonly number[]): Tensor1D =>
  tf.tidy(() => {
    const size = Math.hypot(...coordinates)
    if (!Number.isFinite(size)) return basis[0]!.clone()
    return unit(
      coordinates
        .map((coordinate, i): Tensor1D => tf.mul(basis[i]!, coordinate / size))
        .reduce((sum, part) => tf.add(sum, part)),
    )
  })
