/**
 * Where the weights of the runs have been: copies at a few steps, more seldom the longer it trains,
 * so that memory stays the same.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import type { RunId } from '../../spec/runId'
import type { TrainingRun } from '../run/trainingRun'

/** Copies that are kept of a run at most, and what all of them together may hold. */
const MOST_COPIES = 32
const FEWEST_COPIES = 4
const MOST_BYTES = 64 * 2 ** 20

export interface PathPoint {
  /** Updates done before. */
  readonly step: number
  /** [P], those that are trained. */
  readonly weights: Tensor1D
}

type Followed = Pick<TrainingRun, 'id' | 'copyTrainedWeights'>

/** Copies of each run that there is room for. */
export function copiesFor(parameterCount: number, runs: number): number {
  const fit = Math.floor(MOST_BYTES / (4 * parameterCount * Math.max(1, runs)))
  return Math.min(MOST_COPIES, Math.max(FEWEST_COPIES, fit))
}

export class WeightPaths {
  private readonly paths = new Map<RunId, PathPoint[]>()
  private isFollowing = false
  private every = 1

  /** @param room copies of each run that may be kept */
  constructor(private readonly room: number) {}

  get isOn(): boolean {
    return this.isFollowing
  }

  /** From now on, or no longer; what is there is then forgotten. */
  use(isOn: boolean): void {
    this.isFollowing = isOn
    if (!isOn) this.drop()
  }

  /** The weights before a step, where it is one of those that are kept. */
  note(step: number, runs: readonly Followed[]): void {
    if (!this.isFollowing || step % this.every !== 0) return
    for (const run of runs) {
      const path = this.paths.get(run.id) ?? []
      if (path.length === 0) this.paths.set(run.id, path)
      // A step may be asked about twice.
      if ((path.at(-1)?.step ?? -1) < step) path.push({ step, weights: run.copyTrainedWeights() })
    }
    if (Math.max(0, ...[...this.paths.values()].map(({ length }) => length)) > this.room)
      this.thin()
  }

  /** Of one run, in order; the weights stay here. */
  of(run: RunId): readonly PathPoint[] {
    return this.paths.get(run) ?? []
  }

  drop(): void {
    for (const path of this.paths.values()) tf.dispose(path.map(({ weights }) => weights))
    this.paths.clear()
    this.every = 1
  }

  private thin(): void {
    this.every *= 2
    for (const [run, path] of this.paths) {
      const isKept = ({ step }: PathPoint) => step % this.every === 0
      tf.dispose(path.flatMap((point) => (isKept(point) ? [] : point.weights)))
      this.paths.set(run, path.filter(isKept))
    }
  }
}
