/** What a scene of the tour is made of. */
import type { Edit } from '../../experiment/experiment'
import type { MetricColumn } from '../../spec/metrics'

/** A run of a scene, as far as it has been trained. */
export interface SceneRun {
  readonly label: string
  readonly diverged: boolean
  /** Every step from the first on. */
  readonly values: (column: MetricColumn) => Float32Array
}

/** What a scene is measured by: its runs in their order, and the edits that came with its link. */
export interface Trained {
  readonly runs: readonly SceneRun[]
  readonly edits: readonly Edit[]
}

/** What came out in the run that was just trained. */
export interface Finding {
  /** The choice that it bears out; null where it is none of them. */
  readonly outcome: string | null
  /** In a sentence or two, with its numbers. */
  readonly measured: string
}

export interface Choice {
  readonly id: string
  readonly label: string
  /** What it means where this is measured, in one sentence. */
  readonly meaning: string
}

export interface Scene {
  readonly title: string
  /** Without `#` and without what the page shows. Trained to its last step, it can be measured. */
  readonly link: string
  /** What is on the page, in a sentence or two. */
  readonly lead: string
  readonly question: string
  readonly choices: readonly Choice[]
  readonly measure: (trained: Trained) => Finding
  /** What it means where the finding is none of the choices. */
  readonly otherwise: string
}
