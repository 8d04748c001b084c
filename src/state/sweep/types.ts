/** What the modules of a sweep tell each other. */
import type { Experiment, RunConfig } from '../../experiment/experiment'
import type { BackendReport } from '../../worker/protocol'

/** One rate with one seed: all optimizers in lock-step. */
export interface Trial {
  readonly rate: number
  readonly seed: number
}

/** What a sweep is trained on: an experiment without its runs, and one run for each optimizer. */
export interface SweepBase {
  readonly experiment: Experiment
  /** By optimizer: the hyperparameters beside the rate. */
  readonly runs: Readonly<Record<string, RunConfig>>
}

/** What one optimizer came to at one rate with one seed. */
export interface SweepPoint {
  readonly optimizer: string
  readonly rate: number
  readonly seed: number
  /** Over all training examples, with the weights of the end; null where it diverged. */
  readonly trainLoss: number | null
  readonly testLoss: number | null
  readonly testAccuracy: number | null
  /** Step at which it was stopped, or the last one where what is left is no number. */
  readonly divergedAt: number | null
  /** What it was trained on: a sweep may go on later, elsewhere. */
  readonly backend: BackendReport['name'] | null
}

export interface SweepArchive {
  /** Points of the sweep with this key; none where it is not kept. */
  readonly read: (key: string) => readonly SweepPoint[]
  /** False where the browser does not keep them. */
  readonly write: (key: string, points: readonly SweepPoint[]) => boolean
}
