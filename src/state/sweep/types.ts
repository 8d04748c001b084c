/** What the modules of a sweep tell each other. */
import type { Experiment, RunConfig } from '../../experiment/experiment'
import type { BackendReport } from '../../worker/protocol'

/** The values of the axes by name, such as `{ rate: 0.1, noise: 0.2 }`, with one seed. */
export interface Trial {
  readonly values: Readonly<Record<string, number>>
  readonly seed: number
}

/** What a sweep is trained on: an experiment without its runs, and one run for each optimizer. */
export interface SweepBase {
  readonly experiment: Experiment
  /** By optimizer: the hyperparameters beside the rate. */
  readonly runs: Readonly<Record<string, RunConfig>>
}

/** What one optimizer came to in one trial. */
export interface SweepPoint extends Trial {
  readonly optimizer: string
  /** Over all training examples, with the weights of the end; null where it diverged. */
  readonly trainLoss: number | null
  readonly testLoss: number | null
  readonly testAccuracy: number | null
  /** Step at which it was stopped, or the last one where what is left is no number. */
  readonly divergedAt: number | null
  /** What it was trained on: a sweep may go on later, elsewhere. */
  readonly backend: BackendReport['name'] | null
  /** Where it was tested on the way: [step, test accuracy] each time that this was the best so far. */
  readonly bests?: readonly (readonly [number, number])[] | undefined
}

export interface SweepArchive {
  /** Points of the sweep with this key; none where it is not kept. */
  readonly read: (key: string) => readonly SweepPoint[]
  /** False where the browser does not keep them. */
  readonly write: (key: string, points: readonly SweepPoint[]) => boolean
}
