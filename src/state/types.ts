/** Shape of the page's state; `store.ts` makes it, components read it through `usePlayground`. */
import type { Edit, Experiment } from '../experiment/experiment'
import type { ChannelStatistics } from '../spec/dataset'
import type { OptionValue } from '../spec/hyperparameter'
import type { BackendReport, Evaluation, Hashes } from '../worker/protocol'
import type { PreviousRun } from './experiment/previousRun'
import type { RunSeries } from './series/series'
import type { LossAlongGradientState } from './session/lossAlongGradientState'
import type { RegionsState } from './session/regionsState'

/** `waiting`: for files that a person has to choose. */
export type Phase = 'starting' | 'waiting' | 'loading' | 'ready' | 'training' | 'paused' | 'failed'

export interface Notice {
  readonly id: number
  /** `error` is announced at once; `warning` and `info` are read in their turn. */
  readonly kind: 'error' | 'warning' | 'info'
  readonly text: string
  /** Takes back what the notice tells of. */
  readonly undo?: () => void
  /** What a person may do about it; the notice goes with that. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** What the page knows of a run beside its configuration. Same order as `experiment.runs`. */
export interface RunStatus {
  /** Stable while the page is open; series and colours are found by it. */
  readonly id: number
  /** Index of the run in the experiment the worker was given; null before a reset adds it. */
  readonly workerRun: number | null
  readonly hidden: boolean
  /** Hyperparameters in force now: start values with all edits so far. */
  readonly current: Readonly<Record<string, OptionValue>>
  readonly diverged: { readonly step: number; readonly sentence: string } | null
  readonly lastEvaluation: Evaluation | null
}

/** A seed that has been trained to its end. Runs are found by their id. */
export interface FinishedSeed {
  readonly seed: number
  readonly series: ReadonlyMap<number, RunSeries>
  readonly diverged: ReadonlyMap<number, NonNullable<RunStatus['diverged']>>
  readonly hashes: Hashes | null
}

/** An edit that has acted, with the value it replaced. `run` counts in `experiment.runs`. */
export interface AppliedEdit extends Edit {
  readonly previous: OptionValue
  /** True where it came with the link, false where it was made by hand. */
  readonly scheduled: boolean
}

export interface PlaygroundState {
  /** As it stands in the controls and in the link. `runs` hold the values of step 0. */
  readonly experiment: Experiment
  /** As the worker was given it; what the recorded numbers belong to. Null before that. */
  readonly loaded: Experiment | null
  readonly runs: readonly RunStatus[]
  readonly phase: Phase
  /** The user has pressed Train and not Pause: the button says `Pause`, whatever the phase. */
  readonly wantsTraining: boolean
  /** What is happening, in words; changes only when the phase or stage changes. */
  readonly status: string
  /** While training: the first step waits for its kernels to be compiled. */
  readonly isCompiling: boolean
  /** 0 to 1 while something is being loaded and its size is known. */
  readonly progress: number | null
  /** True when controls hold changes that act only after a reset. */
  readonly needsReset: boolean
  readonly notices: readonly Notice[]
  /** Runs of earlier starts, oldest first. */
  readonly previousRuns: readonly PreviousRun[]
  readonly backend: BackendReport | null
  readonly hashes: Hashes | null
  /** What inputs are standardised by, as the worker found it. */
  readonly statistics: ChannelStatistics | null
  readonly parameterCount: number | null
  readonly stepsPerEpoch: number | null
  /** The seeds before the one in training, where the experiment is repeated over several. */
  readonly finishedSeeds: readonly FinishedSeed[]
  /** The seed in training has come to its end. */
  readonly seedDone: boolean
  /** Steps done by all active runs. */
  readonly step: number
  readonly stepsPerSecond: number
  /** Edits of this session that have been given their step, scheduled ones included. */
  readonly appliedEdits: readonly AppliedEdit[]
  /** The last look along a gradient; forgotten with the session. */
  readonly lossAlongGradient: LossAlongGradientState
  /** What the runs make of the plane, where the data have two coordinates. */
  readonly regions: RegionsState
  /** Bumped a few times a second when the series have grown; charts re-read then. */
  readonly seriesVersion: number
  readonly actions: PlaygroundActions
}

/** Fields of an experiment that need a reset to take effect. */
export type ExperimentPatch = Partial<
  Omit<Experiment, 'runs' | 'edits' | 'name' | 'view' | 'unknown' | 'embed'>
>

export interface PlaygroundActions {
  /** Loads what the page was opened with; called once. */
  readonly start: () => void
  /** Train, or go on training. */
  readonly train: () => void
  readonly pause: () => void
  /** Train exactly `count` steps, then pause. */
  readonly stepOnce: (count?: number) => void
  /** Back to step 0 with the values now in the controls. */
  readonly reset: () => void
  readonly patchExperiment: (patch: ExperimentPatch) => void
  readonly setHyper: (run: number, key: string, value: OptionValue) => void
  readonly addRun: (optimizer: string) => void
  readonly duplicateRun: (run: number) => void
  /** Takes effect at once, also while training. */
  readonly removeRun: (run: number) => void
  /** To another place in the list; a run that trains goes on. */
  readonly moveRun: (run: number, to: number) => void
  readonly renameRun: (run: number, name: string) => void
  readonly setHidden: (run: number, hidden: boolean) => void
  readonly setName: (name: string) => void
  readonly setView: (key: string, value: string | null) => void
  /** Replace the experiment by a link's; training pauses and does not start again. */
  readonly openLink: (hash: string) => void
  readonly dismissNotice: (id: number) => void
  /** Takes back the last Reset, opened link or removal, where that is still offered. */
  readonly undo: () => void
  /** At most so many steps a second; null = as fast as it goes. Kept in the link. */
  readonly setPace: (stepsPerSecond: number | null) => void
  /**
   * Asks for the loss along the negative gradient of a run at its next step. Without effect while
   * an answer is awaited, or without a session.
   * @param stepSizes to look at beside the run's own
   */
  readonly lossAlongGradient: (run: number, stepSizes: readonly number[]) => void
  /** Asks for a picture of what the runs make of the plane; without effect while one is awaited. */
  readonly requestRegions: () => void
  readonly removePreviousRun: (id: number) => void
  readonly clearPreviousRuns: () => void
}
