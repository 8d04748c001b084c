/**
 * The loss over a plane through the start weights of a run, its weights now, and those of another run
 * or what its own path leads through: 41 x 41 forward passes on some of the training examples.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import { LANDSCAPE_SIDE } from '../../spec/landscape'
import type { RunId } from '../../spec/runId'
import type { LandscapePath, LandscapeReport } from '../../worker/protocol'
import type { Network } from '../run/network'
import { lossAndGradient, type Batch } from '../run/trainStep'
import { disposePlane, planeThrough, pointOn, project, type FoundPlane } from './plane'
import type { Study } from './studies'
import type { PathPoint } from './weightPaths'

/** Beyond the points that the plane goes through, of the longer side of their box. */
const MARGIN = 0.25

/** Somewhere that a run has been. */
export interface RunPath {
  readonly run: RunId
  /** In order, from the start to the weights now; the landscape disposes their weights. */
  readonly points: readonly PathPoint[]
}

export interface LandscapeSetup {
  /** The run whose plane it is. */
  readonly run: RunId
  /** The run whose weights now the plane goes through; null: its own path. */
  readonly other: RunId | null
  readonly step: number
  readonly network: Network
  /** Of all runs that are to be drawn; those of `run` and `other` are among them. */
  readonly paths: readonly RunPath[]
  /** Training examples; the landscape disposes them. */
  readonly sample: Batch
  /** Of so many. */
  readonly of: number
  readonly tell: (report: LandscapeReport) => void
}

interface Frame extends Omit<LandscapeReport, 'losses' | 'done'> {
  readonly plane: FoundPlane
}

export class Landscape implements Study {
  private frame: Frame | null = null
  private readonly losses = new Float32Array(LANDSCAPE_SIDE ** 2).fill(NaN)
  private row: Scalar[] = []
  private done = 0

  constructor(private readonly setup: LandscapeSetup) {}

  async advance(): Promise<boolean> {
    if (!this.frame) {
      const frame = await this.findFrame()
      this.frame = frame
      this.tell(frame)
      return false
    }
    const { frame } = this
    this.row.push(this.lossAt(frame, this.done + this.row.length))
    if (this.row.length < LANDSCAPE_SIDE) return false
    const taken = this.row
    this.row = []
    const joined = tf.stack(taken)
    tf.dispose(taken)
    this.losses.set(await joined.data(), this.done)
    joined.dispose()
    this.done += LANDSCAPE_SIDE
    this.tell(frame)
    return this.done === this.losses.length
  }

  dispose(): void {
    const { paths, sample } = this.setup
    tf.dispose([sample.images, sample.labels, ...this.row])
    this.row = []
    for (const { points } of paths) tf.dispose(points.map(({ weights }) => weights))
    if (this.frame) disposePlane(this.frame.plane)
  }

  private lossAt({ plane, low, size }: Frame, place: number): Scalar {
    const { network, sample } = this.setup
    const at = (i: number) => (size * i) / (LANDSCAPE_SIDE - 1)
    const x = low.x + at(place % LANDSCAPE_SIDE)
    const y = low.y + at(Math.floor(place / LANDSCAPE_SIDE))
    return tf.tidy(() =>
      network.loss.mean(network.logits(pointOn(plane, x, y), sample.images), sample.labels),
    )
  }

  /** The plane, what of it is shown, and where everything lies on it. */
  private async findFrame(): Promise<Frame> {
    const { run, other, step, paths, sample, of } = this.setup
    const pathOf = (id: RunId | null) => paths.find((path) => path.run === id)?.points ?? []
    const own = pathOf(run)
    const [start, now] = [own[0]!.weights, own.at(-1)!.weights]
    const otherNow = pathOf(other).at(-1)
    const between = own.slice(1, -1)
    const candidates = [
      ...(otherNow ? [otherNow.weights] : []),
      ...(await furthestFirst(start, now, between)).map(({ weights }) => weights),
    ]
    const plane = await planeThrough(start, now, candidates)
    if (!plane) throw new Error('The run is where it started: there is no plane yet.')
    const projected: LandscapePath[] = []
    for (const path of paths) {
      const places = await project(
        plane,
        path.points.map(({ weights }) => weights),
      )
      const steps = path.points.map((point) => point.step)
      projected.push({ run: path.run, steps, places })
    }
    const third = plane.through === null ? null : candidates[plane.through]!
    const isOther = third !== null && third === otherNow?.weights
    const inSight = projected.filter((path) => path.run === run || (isOther && path.run === other))
    const box = boxOf(inSight.flatMap(({ places }) => places))
    const viaStep = between.find(({ weights }) => weights === third)?.step ?? null
    return {
      ...{ run, step, plane, paths: projected, side: LANDSCAPE_SIDE, ...box },
      via: isOther ? { kind: 'run', run: other! } : { kind: 'path', step: viaStep },
      tangent: await this.tangentAt(now, plane),
      examples: sample.labels.size,
      of,
    }
  }

  /** Loss of the sample at the weights now, and the parts of its gradient that lie in the plane. */
  private async tangentAt(now: Tensor1D, { u, v }: FoundPlane) {
    const { network, sample } = this.setup
    const found = tf.tidy(() => {
      const { loss, gradient } = lossAndGradient(network, now, sample)
      const dot = (a: Tensor1D, b: Tensor1D): Scalar => tf.sum(tf.mul(a, b))
      return tf.stack([loss, dot(gradient, u), dot(gradient, v), dot(gradient, gradient)])
    })
    const [loss, x, y, gradNormSq] = await found.data()
    found.dispose()
    return { loss: loss!, x: x!, y: y!, gradNormSq: gradNormSq! }
  }

  private tell({ plane: _, ...frame }: Frame): void {
    this.setup.tell({ ...frame, losses: this.losses.slice(), done: this.done })
  }
}

/** Points of a path by how far they lie from the straight line between its ends. */
async function furthestFirst(
  start: Tensor1D,
  now: Tensor1D,
  points: readonly PathPoint[],
): Promise<PathPoint[]> {
  if (points.length === 0) return []
  const found = tf.tidy(() => {
    const along: Tensor1D = tf.sub(now, start)
    const unit: Tensor1D = tf.div(along, tf.maximum(tf.norm(along), 1e-30))
    return tf.stack(
      points.map(({ weights }) => {
        const from: Tensor1D = tf.sub(weights, start)
        return tf.norm(tf.sub(from, tf.mul(tf.sum(tf.mul(from, unit)), unit))) as Scalar
      }),
    )
  })
  const away = Array.from(await found.data())
  found.dispose()
  const order = points.map((_, i) => i).sort((a, b) => away[b]! - away[a]!)
  return order.map((i) => points[i]!)
}

/** A square around points with some room beside them: both axes have the same scale. */
function boxOf(points: readonly { readonly x: number; readonly y: number }[]) {
  const ends = (values: readonly number[]) => {
    const known = values.filter(Number.isFinite)
    return [Math.min(...known), Math.max(...known)] as const
  }
  const [left, right] = ends(points.map(({ x }) => x))
  const [bottom, top] = ends(points.map(({ y }) => y))
  const size = (1 + 2 * MARGIN) * Math.max(right - left, top - bottom)
  return { low: { x: (left + right - size) / 2, y: (bottom + top - size) / 2 }, size }
}
