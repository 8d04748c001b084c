import type { TileOptions } from '../../src/engine/kernels/webgpu/tiles'
import type { Problem } from '../problems'

/** Departures from the usual step; only this project's engine knows all of them. */
export interface TrainerOptions {
  readonly optimizer?: 'alig' | 'sgd' | 'adam'
  readonly momentum?: number
  /** Runs in lock-step, on the same batches. */
  readonly runs?: number
  /** The rules of the runs, by turns, in place of `optimizer`. */
  readonly optimizers?: readonly ('alig' | 'sgd' | 'adam')[]
  /** Each run has batches of its own, as one that trains by itself. */
  readonly apart?: boolean
  /** Makes every step's batch again on the host, as training does. */
  readonly newBatches?: boolean
}

/** A network in training, from the problem's first weights on. */
export interface Trainer {
  /** Gives the engine this many steps; it may still be at work when this returns. */
  issue(steps: number): void | Promise<void>
  /** Waits until all steps are done. @returns the loss of the last one, before its update */
  settle(): Promise<number>
  /** What is to be said about this trainer, if anything. */
  readonly remark?: () => string | null
  dispose(): void
}

/** A library on one of its backends. */
export interface Engine {
  /**
   * Starts it.
   * @param tiles of this engine's WebGPU kernels, in place of those that it would choose
   * @returns its device in words
   * @throws with a sentence where it does not start
   */
  open(tiles?: Partial<TileOptions>): Promise<string>
  /** @throws with a sentence where the engine cannot train this network */
  prepare(problem: Problem, options: TrainerOptions): Promise<Trainer>
  /** Tensors that are alive, where the engine can tell. */
  readonly tensorCount?: () => number
}
