/** What a folder for a cluster is made from. */
import type { Experiment } from '../../../experiment/experiment'

/** One training of one optimizer. */
export interface ClusterTrial {
  /** Id. */
  readonly optimizer: string
  /**
   * What it differs in from the others, by name: `rate` is what the optimizer's rate is to be,
   * others are hyperparameters, or settings of the experiment.
   */
  readonly values: Readonly<Record<string, number>>
  readonly seed: number
  /** What is trained, whichever optimizers there are beside this one; of one seed, with `steps`. */
  readonly experiment: Experiment
}

/** Files by their names in the folder. */
export type FolderFiles = Readonly<Record<string, string>>
