/**
 * What a network makes of the plane: the class it gives to each place of a grid, and to every
 * training point. For data of two coordinates, where this can be drawn.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import { createStandardiser } from '../../data/standardise'
import type { TrainingImages } from '../../data/datasetLoader'
import type { RunId } from '../../spec/runId'
import type { RegionPoints, Regions, RegionsReport } from '../../worker/protocol'

/** Places of the grid along each axis. */
export const REGION_SIDE = 72
/** The grid goes a little beyond the points. */
const MARGIN = 1.06
/** Rows in one piece of work: a few milliseconds for the usual networks. */
const CHUNK = 1024

const INPUT = { height: 1, width: 1, channels: 2 }

interface Pending {
  readonly run: RunId
  readonly parameters: Tensor1D
  next: number
  readonly parts: Tensor1D[]
}

/**
 * Draws regions in small pieces, so that training never waits for a whole picture, on the weights
 * as they were when it was asked for. Nothing that trains is touched.
 */
export class RegionsQueue {
  /** The training points as they are used, wrong labels included. */
  readonly points: RegionPoints
  private readonly rows: Float32Array
  private pending: Pending[] = []
  private done: Regions[] = []
  private step = 0
  private milliseconds = 0

  /**
   * @param train with the labels to train on
   * @param clean the labels before label noise
   * @param logits of images [B, 1, 1, 2]
   */
  constructor(
    private readonly train: TrainingImages,
    clean: Uint8Array,
    private readonly logits: (parameters: Tensor1D, images: Tensor4D) => Tensor2D,
  ) {
    const { images, labels } = train
    const extent = MARGIN * Array.from(images).reduce(furthest, 1e-3)
    this.points = { positions: Float32Array.from(images), labels, clean, extent }
    const grid = gridOf(extent)
    const standardise = createStandardiser(INPUT, train.statistics)
    const all = new Float32Array(grid.length + images.length)
    all.set(grid)
    all.set(images, grid.length)
    this.rows = standardise(all)
  }

  get isEmpty(): boolean {
    return this.pending.length === 0
  }

  /**
   * Begins a picture; one that is under way is given up.
   * @param runs the queue disposes their parameters
   */
  start(step: number, runs: readonly { run: RunId; parameters: Tensor1D }[]): void {
    this.drop()
    this.step = step
    this.milliseconds = 0
    this.pending = runs.map((one) => ({ ...one, next: 0, parts: [] }))
  }

  /** Does one piece of work. Returns the picture of all runs when that completes it. */
  async advance(): Promise<RegionsReport | null> {
    const current = this.pending[0]
    if (!current) return null
    const before = performance.now()
    current.parts.push(this.classify(current))
    if (current.next >= this.rows.length / 2) {
      const joined = tf.concat(current.parts)
      const classes = Uint8Array.from(await joined.data())
      joined.dispose()
      // It may have been given up meanwhile.
      if (this.pending[0] === current) {
        this.pending.shift()
        release(current)
        this.done.push(this.regionsOf(current.run, classes))
      }
    }
    this.milliseconds += performance.now() - before
    if (this.pending.length > 0 || this.done.length === 0) return null
    const { step, milliseconds, done } = this
    this.done = []
    return { step, side: REGION_SIDE, runs: done, milliseconds }
  }

  /** Gives up the picture under way. */
  drop(): void {
    this.pending.forEach(release)
    this.pending = []
    this.done = []
  }

  /** The classes of the next rows, [n] int32. */
  private classify(current: Pending): Tensor1D {
    const first = current.next
    const count = Math.min(CHUNK, this.rows.length / 2 - first)
    current.next += count
    return tf.tidy(() => {
      const rows = this.rows.slice(2 * first, 2 * (first + count))
      const logits = this.logits(current.parameters, tf.tensor4d(rows, [count, 1, 1, 2]))
      return tf.argMax(logits, 1) as Tensor1D
    })
  }

  private regionsOf(run: RunId, classes: Uint8Array): Regions {
    const places = REGION_SIDE ** 2
    const { labels, count } = this.train
    const hits = labels.reduce((sum, label, i) => sum + Number(classes[places + i] === label), 0)
    return { run, classes: classes.slice(0, places), accuracy: hits / count }
  }
}

const furthest = (most: number, value: number) => Math.max(most, Math.abs(value))

const release = ({ parameters, parts }: Pending) => tf.dispose([parameters, ...parts])

/** Middles of the places, from the top left corner on, row by row; y points up. */
function gridOf(extent: number): Float32Array {
  const at = (i: number) => extent * ((2 * i + 1) / REGION_SIDE - 1)
  return Float32Array.from({ length: 2 * REGION_SIDE ** 2 }, (_, i) => {
    const place = i >> 1
    const row = Math.floor(place / REGION_SIDE)
    return i % 2 === 0 ? at(place % REGION_SIDE) : -at(row)
  })
}
