/** Planes through three points of the space of weights, and where other points fall on them. */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { createStream } from '../../random/stream'

/** The second direction has to leave the first by this share of the first one's length. */
const APART = 1e-4

/** origin + x u + y v; u and v have length 1 and stand at right angles. */
export interface Plane {
  readonly origin: Tensor1D
  readonly u: Tensor1D
  readonly v: Tensor1D
}

const dot = (a: Tensor1D, b: Tensor1D): Scalar => tf.sum(tf.mul(a, b))

/** What is left of a vector beside a direction of length 1; twice, as rounding leaves some of it. */
const beside = (vector: Tensor1D, direction: Tensor1D): Tensor1D => {
  const once: Tensor1D = tf.sub(vector, tf.mul(dot(vector, direction), direction))
  return tf.sub(once, tf.mul(dot(once, direction), direction))
}

export interface FoundPlane extends Plane {
  /** Which of the candidates the plane goes through; null: a direction at random. */
  readonly through: number | null
}

/**
 * The plane through two points and the first of the candidates that is not on the line through them;
 * without one, through a direction at random, the same each time. The inputs are left as they are,
 * the plane belongs to the caller. Null where the two points are one.
 */
export async function planeThrough(
  origin: Tensor1D,
  end: Tensor1D,
  candidates: readonly Tensor1D[],
): Promise<FoundPlane | null> {
  const along = tf.tidy(() => tf.sub(end, origin) as Tensor1D)
  const size = await numberIn(tf.tidy(() => tf.norm(along) as Scalar))
  if (!(size > 0) || !Number.isFinite(size)) {
    along.dispose()
    return null
  }
  const u = tf.tidy((): Tensor1D => tf.div(along, size))
  along.dispose()
  for (const [through, candidate] of candidates.entries()) {
    const rest = tf.tidy(() => beside(tf.sub(candidate, origin), u))
    const length = await numberIn(tf.tidy(() => tf.norm(rest) as Scalar))
    if (length > APART * size && Number.isFinite(length)) {
      const v = tf.tidy((): Tensor1D => tf.div(rest, length))
      rest.dispose()
      return { origin: origin.clone(), u, v, through }
    }
    rest.dispose()
  }
  const stream = createStream(1, 'data')
  const v = tf.tidy((): Tensor1D => {
    const random = tf.tensor1d(Float32Array.from({ length: origin.size }, () => stream.normal()))
    const rest = beside(random, u)
    return tf.div(rest, tf.maximum(tf.norm(rest), 1e-30))
  })
  return { origin: origin.clone(), u, v, through: null }
}

async function numberIn(scalar: Scalar): Promise<number> {
  const [value] = await scalar.data()
  scalar.dispose()
  return value!
}

/** The point of the plane, [P]; within a tidy. */
export const pointOn = ({ origin, u, v }: Plane, x: number, y: number): Tensor1D =>
  tf.add(origin, tf.add(tf.mul(u, x), tf.mul(v, y)))

export interface Projected {
  readonly x: number
  readonly y: number
  /** Distance from the plane. */
  readonly off: number
}

/** Where points fall on a plane. The points stay the caller's. */
export async function project(
  { origin, u, v }: Plane,
  points: readonly Tensor1D[],
): Promise<Projected[]> {
  if (points.length === 0) return []
  const found = tf.tidy(() =>
    tf.stack(
      points.map((point) => {
        const from: Tensor1D = tf.sub(point, origin)
        const [x, y] = [dot(from, u), dot(from, v)]
        const rest = tf.sub(from, tf.add(tf.mul(x, u), tf.mul(y, v)))
        return tf.stack([x, y, tf.norm(rest) as Scalar])
      }),
    ),
  )
  const values = await found.data()
  found.dispose()
  return points.map((_, i) => ({
    x: values[3 * i]!,
    y: values[3 * i + 1]!,
    off: values[3 * i + 2]!,
  }))
}

export const disposePlane = ({ origin, u, v }: Plane): void => tf.dispose([origin, u, v])
