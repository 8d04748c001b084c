/** Shape of the page's state; `store.ts` makes it, components read it through `usePlayground`. */
import type { Experiment } from '../experiment/experiment'
import type { OptionValue } from '../spec/hyperparameter'
import type { RunId } from '../spec/runId'
import type { PreviousRun } from './experiment/previousRun'
import type { RunEdit } from './experiment/runEdits'
import type { Session } from './session/session'

export interface Notice {
  readonly id: number
  /** `error` is announced at once; `warning` and `info` are read in their turn. */
  readonly kind: 'error' | 'warning' | 'info'
  readonly text: string
  /** Takes back what the notice tells of. */
  readonly undo?: () => void
  /** Something that can be done about it, once: a button. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** What the controls show of a run beside its configuration. Same order as `experiment.runs`. */
export interface RunState {
  readonly id: RunId
  readonly hidden: boolean
  /** Hyperparameters in force now: start values with all edits so far. */
  readonly current: Readonly<Record<string, OptionValue>>
}

/** An experiment without its edits, which are kept by the ids of the runs. */
export type Settings = Omit<Experiment, 'edits'>

export interface PlaygroundState {
  /** As it stands in the controls. `runs` hold the values of step 0. */
  readonly experiment: Settings
  readonly runs: readonly RunState[]
  /** Edits that came with the link; those made by hand are the session's. */
  readonly scheduledEdits: readonly RunEdit[]
  /** What the worker trains, and what came of it. Replaced whole by every load. */
  readonly session: Session
  /** The user has pressed Train and not Pause: the button says `Pause`, whatever the phase. */
  readonly wantsTraining: boolean
  /** Somebody wants every test example looked at after each evaluation. */
  readonly isInspecting: boolean
  /** True when controls hold changes that act only after a reset. */
  readonly needsReset: boolean
  readonly notices: readonly Notice[]
  /** Runs of earlier starts, oldest first. */
  readonly previousRuns: readonly PreviousRun[]
  /** Bumped a few times a second when the series have grown; charts re-read then. */
  readonly seriesVersion: number
  readonly actions: PlaygroundActions
}

/** Fields of an experiment that need a reset to take effect. */
export type ExperimentPatch = Partial<
  Omit<Settings, 'runs' | 'name' | 'view' | 'unknown' | 'embed'>
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
  /** Reset with the changes that wait for it, and train. */
  readonly restart: () => void
  /** Takes back the changes that wait for a reset. */
  readonly takeBackChanges: () => void
  /** Takes them back and goes on training. */
  readonly keepTraining: () => void
  readonly patchExperiment: (patch: ExperimentPatch) => void
  readonly setHyper: (run: RunId, key: string, value: OptionValue) => void
  /** @param hyper values to start with, where not all are at their defaults */
  readonly addRun: (optimizer: string, hyper?: RunState['current']) => void
  /** Gives a run another rule; like all that a session cannot take up, it waits for a reset. */
  readonly setRule: (run: RunId, optimizer: string, hyper: RunState['current']) => void
  readonly duplicateRun: (run: RunId) => void
  /** Takes effect at once, also while training. */
  readonly removeRun: (run: RunId) => void
  /** To another place in the list; a run that trains goes on. */
  readonly moveRun: (run: RunId, to: number) => void
  readonly renameRun: (run: RunId, name: string) => void
  readonly setHidden: (run: RunId, hidden: boolean) => void
  readonly setName: (name: string) => void
  /** Marks a step in all charts, and in the anatomy; null takes the mark away. */
  readonly pinStep: (step: number | null) => void
  readonly setView: (key: string, value: string | null) => void
  /** Replace the experiment by a link's; training pauses and does not start again. */
  readonly openLink: (hash: string) => void
  readonly dismissNotice: (id: number) => void
  /** Does what a notice offers, and dismisses it. */
  readonly actOnNotice: (id: number) => void
  /**
   * Takes back the last Reset, opened link or removal, where that is still offered; otherwise the
   * changes that wait for a reset.
   */
  readonly undo: () => void
  /** At most so many steps a second; null = as fast as it goes. Kept in the link. */
  readonly setPace: (stepsPerSecond: number | null) => void
  /**
   * Asks for the loss along the negative gradient of a run at its next step. Without effect while
   * an answer is awaited, or without a session.
   * @param stepSizes to look at beside the run's own
   */
  readonly lossAlongGradient: (run: RunId, stepSizes: readonly number[]) => void
  /** Asks for a picture of what the runs make of the plane; without effect while one is awaited. */
  readonly requestRegions: () => void
  readonly removePreviousRun: (id: number) => void
  readonly clearPreviousRuns: () => void
}
